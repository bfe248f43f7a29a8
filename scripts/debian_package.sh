# shellcheck shell=bash
# debian_package.sh: unpacks a Debian package for the files in it; nothing is installed. To be sourced.
#
#   unpack_package PACKAGE DIR   downloads it and unpacks it below DIR/root; false, with the reason in DIR/apt.log,
#                                when it cannot be had

unpack_package() {
    local package=$1 dir=$2
    local log=$dir/apt.log
    mkdir -p "$dir/debs" "$dir/root"
    # The package lists may be missing or older than the archive: then they are read into a directory of our own, which
    # needs no rights.
    local own_lists=(-o "Dir::State::Lists=$dir/lists" -o "Dir::Cache=$dir/cache")
    if ! download_package "$package" "$dir/debs" "$log"; then
        mkdir -p "$dir/lists/partial" "$dir/cache/archives/partial"
        apt-get -q "${own_lists[@]}" -o APT::Sandbox::User=root update >>"$log" 2>&1 </dev/null || true
        download_package "$package" "$dir/debs" "$log" "${own_lists[@]}" || return 1
    fi
    dpkg-deb -x "$dir/debs/$package"_*.deb "$dir/root" >>"$log" 2>&1
}

# download_package PACKAGE DIR LOG [APT-OPTION...]
download_package() {
    local package=$1 dir=$2 log=$3
    shift 3
    (cd "$dir" && apt-get -q -o APT::Sandbox::User=root "$@" download "$package") >>"$log" 2>&1 </dev/null
}
