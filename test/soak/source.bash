# shellcheck shell=bash
# source.bash: PostgreSQL's regression suite out of Debian's source package, downloaded and unpacked, never built.
# To be sourced after scripts/common.sh.
#
#   regression_suite   prints the directory; it stays in the user's cache directory, so only the first run needs the
#                      network. False, with the reason on standard error, where it cannot be had.

# Debian's mirrors that /etc/apt names, asked for sources; they are read into a directory of our own, without rights.
source_lists() {
    local dir=$1 file
    mkdir -p "$dir/parts" "$dir/lists/partial" "$dir/cache/archives/partial"
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources; do
        grep -qs debian "$file" || continue
        case $file in
            *.sources) sed 's/^Types:.*/Types: deb-src/' "$file" >"$dir/parts/$(basename "$file")" ;;
            *) sed -n '/debian/s/^deb /deb-src /p' "$file" >"$dir/parts/main_$(basename "$file")" ;;
        esac
    done
}

download_source() {
    local dir=$1 package=$2 wanted
    local apt=(apt-get -q -o "Dir::State::Lists=$dir/lists" -o "Dir::Cache=$dir/cache" -o Dir::Etc::SourceList=/dev/null
        -o "Dir::Etc::SourceParts=$dir/parts" -o APT::Sandbox::User=root)
    "${apt[@]}" update >>"$dir/apt.log" 2>&1 </dev/null || true
    # The suite of another minor release serves as well: two outputs of the same suite are compared.
    for wanted in "$package=$(dpkg-query -W -f '${Version}' "$package" 2>/dev/null)" "$package"; do
        (cd "$dir" && "${apt[@]}" source --download-only "$wanted") >>"$dir/apt.log" 2>&1 </dev/null && return 0
    done
    return 1
}

# shellcheck disable=SC2154  # server_major and cache_dir come from common.sh
regression_suite() {
    local package=postgresql-$server_major release work tarball
    release=$("$PG_CONFIG" --version | sed 's/^[^0-9]*\([0-9.]*\).*/\1/')
    local kept=$cache_dir/regression_suite/$release
    if [ -s "$kept/parallel_schedule" ]; then
        echo "$kept"
        return 0
    fi
    local tool
    for tool in apt-get bzip2; do
        command -v "$tool" >/dev/null || { echo "$tool is missing" >&2; return 1; }
    done
    work=$(mktemp -d "${TMPDIR:-/tmp}/pg_conventions_source.XXXXXX")
    source_lists "$work"
    tarball=''
    if download_source "$work" "$package"; then tarball=$(find "$work" -maxdepth 1 -name '*.orig.tar.*' ! -name '*.asc' | head -n 1); fi
    if [ -z "$tarball" ] || ! mkdir "$work/suite" ||
        ! tar -xf "$tarball" -C "$work/suite" --strip-components=4 --wildcards '*/src/test/regress/*' 2>>"$work/apt.log"; then
        tail -n 5 "$work/apt.log" >&2
        rm -rf "$work"
        return 1
    fi
    mkdir -p "$cache_dir/regression_suite"
    mv "$work/suite" "$kept.$$" && mv "$kept.$$" "$kept"
    rm -rf "$work"
    echo "$kept"
}
