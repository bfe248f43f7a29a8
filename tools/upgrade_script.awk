# upgrade_script.awk: the script that makes the SQL objects of one version those of the next.
#
#   awk -f upgrade_script.awk HAND OLD NEW...
#
# HAND is written by hand: how tables that stay change their shape. OLD is the install script of the version before,
# NEW the pieces of that of this version. From those two comes the rest: a statement that OLD has, too, is left out; a
# function that keeps its signature and its result is replaced, since event triggers hang on it; one that does not, or
# is gone, is dropped. Rights are granted only on what is made here: a GRANT in a script takes the grants of the DBA
# for ours, and they would be in no dump any more.

function fail(text) {
    print "upgrade_script.awk: " text >"/dev/stderr"
    failed = 1
    exit 1
}

# Text to compare by: without comments and line breaks.
function plain(text) {
    gsub(/(^|\n) *--[^\n]*/, "\n", text)
    gsub(/[ \t\n]+/, " ", text)
    sub(/^ /, "", text)
    return text
}

function add(side, text) {
    count[side]++
    statement[side, count[side]] = text
    compared[side, count[side]] = plain(text)
}

# "conventions.enable(text)" of a COMMENT ON FUNCTION; empty for others.
function commented(text) {
    if (text !~ /^COMMENT ON FUNCTION /) return ""
    sub(/^COMMENT ON FUNCTION /, "", text)
    sub(/\) IS .*/, ")", text)
    return text
}

# Whose signature is that of the COMMENT that follows.
function signature_of(side, number,    i, found) {
    for (i = number + 1; i <= count[side]; i++) {
        found = commented(compared[side, i])
        if (found != "") return found
        if (compared[side, i] ~ /^CREATE /) break
    }
    fail("has no COMMENT: " compared[side, number])
}

# Names and results: what CREATE OR REPLACE cannot change.
function head_of(text) {
    sub(/ LANGUAGE .*/, "", text)
    return text
}

function table_of(text) {
    sub(/^CREATE TABLE /, "", text)
    sub(/ .*/, "", text)
    return text
}

# Splits "REVOKE ALL ON FUNCTION a(x, y), b() FROM PUBLIC;" into before, items[1..n] and after; n.
function split_grant(text,    list, i, depth, c) {
    match(text, / ON (FUNCTION |SEQUENCE |SCHEMA |TABLE )?/)
    before = substr(text, 1, RSTART + RLENGTH - 1)
    list = substr(text, RSTART + RLENGTH)
    match(list, / (FROM|TO) [A-Za-z_]+;$/)
    after = substr(list, RSTART)
    list = substr(list, 1, RSTART - 1)
    split("", items)
    n = 1
    depth = 0
    for (i = 1; i <= length(list); i++) {
        c = substr(list, i, 1)
        if (c == "(") depth++
        if (c == ")") depth--
        if (c == "," && depth == 0) {
            n++
            if (substr(list, i + 1, 1) == " ") i++
        } else {
            items[n] = items[n] c
        }
    }
    return n
}

function is_grant(text) { return text ~ /^(REVOKE|GRANT) / }

function read_old(    i, j, text) {
    for (i = 1; i <= count["old"]; i++) {
        text = compared["old", i]
        had[text] = 1
        if (text ~ /^CREATE FUNCTION /) old_head[signature_of("old", i)] = head_of(text)
        if (text ~ /^CREATE TABLE /) old_table[table_of(text)] = 1
        if (is_grant(text))
            for (j = split_grant(text); j > 0; j--) granted[before items[j] after] = 1
    }
}

function read_new(    i, signature) {
    for (i = 1; i <= count["new"]; i++)
        if (compared["new", i] ~ /^CREATE FUNCTION /) {
            signature = signature_of("new", i)
            if (old_head[signature] == head_of(compared["new", i])) stays[signature] = 1
        }
}

function print_drops(    i, signature, list) {
    for (i = 1; i <= count["old"]; i++) {
        if (compared["old", i] !~ /^CREATE FUNCTION /) continue
        signature = signature_of("old", i)
        if (!(signature in stays)) list = list (list == "" ? "" : "\",\"") signature
    }
    if (list == "") return
    print "-- Functions that take or give something else now. Who was granted one of them is told."
    print "DO LANGUAGE plpgsql $lost$"
    print "DECLARE"
    print "    lost pg_catalog.text;"
    print "BEGIN"
    print "    FOR lost IN"
    print "        SELECT pg_catalog.format('GRANT EXECUTE ON FUNCTION conventions.%I(%s) TO %I;', p.proname,"
    print "            pg_catalog.oidvectortypes(p.proargtypes), r.rolname)"
    print "        FROM pg_catalog.pg_proc p, pg_catalog.aclexplode(p.proacl) a, pg_catalog.pg_roles r"
    print "        WHERE p.pronamespace OPERATOR(pg_catalog.=) 'conventions'::pg_catalog.regnamespace::pg_catalog.oid"
    print "          AND r.oid OPERATOR(pg_catalog.=) a.grantee AND a.grantee OPERATOR(pg_catalog.<>) p.proowner"
    printf "          AND p.oid OPERATOR(pg_catalog.=) ANY ('{"
    printf "\"%s\"", list
    print "}'::pg_catalog.regprocedure[]::pg_catalog.oid[])"
    print "    LOOP"
    print "        RAISE WARNING 'a grant ends with the function that it was for' USING"
    print "            DETAIL = lost, HINT = 'SELECT conventions.policy_role(role); makes a role a policy role.';"
    print "    END LOOP;"
    print "END"
    print "$lost$;"
    # One by one: an error names the function that something hangs on.
    gsub(/","/, ";\nDROP FUNCTION ", list)
    print "DROP FUNCTION " list ";\n"
}

function print_grant(text,    i, kept) {
    split_grant(text)
    for (i = 1; i <= n; i++) {
        if ((before items[i] after) in granted && (before !~ /FUNCTION/ || items[i] in stays)) continue
        kept = kept (kept == "" ? "" : ", ") items[i]
    }
    if (kept != "") print before kept after
}

function print_new(    i, text, whole, signature) {
    for (i = 1; i <= count["new"]; i++) {
        text = compared["new", i]
        whole = statement["new", i]
        if (is_grant(text)) {
            print_grant(text)
            continue
        }
        signature = commented(text)
        if (text ~ /^CREATE FUNCTION /) signature = signature_of("new", i)
        if (text in had && (signature == "" || signature in stays)) continue
        if (text ~ /^CREATE TABLE / && table_of(text) in old_table) {
            if (index(hand, "ALTER TABLE " table_of(text) " ") == 0)
                fail("table " table_of(text) " has changed, and " hand_file " does not change it")
            continue
        }
        if (text ~ /^CREATE FUNCTION / && signature in stays) sub(/CREATE FUNCTION/, "CREATE OR REPLACE FUNCTION", whole)
        print whole
        if (text ~ /^COMMENT /) print ""
    }
}

FNR == 1 { file++ }
file == 1 {
    if (FNR == 1) hand_file = FILENAME
    hand = hand $0 "\n"
    next
}
/^\\/ { next }
text == "" && /^ *$/ { next }
{
    text = text (text == "" ? "" : "\n") $0
    line = $0
    while (match(line, /\$[a-z_]*\$/)) {
        quoted = !quoted
        line = substr(line, RSTART + RLENGTH)
    }
    if (!quoted && $0 !~ /^ *--/ && /; *$/) {
        add(file == 2 ? "old" : "new", text)
        text = ""
    }
}
END {
    if (failed) exit 1
    if (text != "" && plain(text) != " ") fail("ends within a statement: " text)
    read_old()
    read_new()
    printf "%s", hand
    print_drops()
    print_new()
}
