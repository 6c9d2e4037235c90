#!/bin/sh
# Adds a user to a running production server, or gives an old one a new password and new groups.
#   bin/kravbro-user.sh NAME GROUP...          the password is asked for, or read from standard input
# Groups: fbs, operator, municipality or auditor with kommune-0101 ... (docs/operations.md, "Start, stop, users").
# KRAVBRO_CONTROLLER says where the server is, if not at 127.0.0.1:9990.
# The password is hashed (bcrypt, with a salt of its own) and never stands on a command line.
set -eu
if [ $# -lt 2 ]; then
    sed -n '2,6s/^# *//p' "$0" >&2
    exit 2
fi
name=$1
shift
case "$name$*" in
*[!A-Za-z0-9._@\ -]*)
    echo "A name or a group may have letters, digits and . _ @ - only." >&2
    exit 2
    ;;
esac
groups=$(echo "$*" | tr ' ' ',')
if [ -t 0 ]; then
    printf 'Password of %s: ' "$name" >&2
    stty -echo
    IFS= read -r password
    stty echo
    echo >&2
else
    IFS= read -r password
fi
case "$password" in
*[\"\\]* | "")
    echo "A password must not be empty, nor have \" or \\ in it." >&2
    exit 2
    ;;
esac
salt=$(od -An -N16 -tx1 /dev/urandom | tr -s ' \n' ' ' | sed 's/^ //;s/ $//;s/ /,0x/g;s/^/0x/')
script=$(mktemp)
trap 'rm -f "$script"' EXIT
realm=/subsystem=elytron/filesystem-realm=kravbro
cat >"$script" <<END
if (outcome == success) of $realm:read-identity(identity=$name)
    $realm:remove-identity(identity=$name)
end-if
$realm:add-identity(identity=$name)
$realm:set-password(identity=$name,bcrypt={password="$password",salt=bytes{$salt},iteration-count=12})
$realm:add-identity-attribute(identity=$name,name=groups,value=[$groups])
END
"$(dirname "$0")/jboss-cli.sh" --connect --controller="${KRAVBRO_CONTROLLER:-127.0.0.1:9990}" --file="$script" >"$script.out" 2>&1 || {
    grep -v 'success' "$script.out" >&2
    rm -f "$script.out"
    exit 1
}
rm -f "$script.out"
echo "$name: $groups"
