#!/usr/bin/env bash
# How fast the pages are on real papers: takes JSON lines into a fresh SQLite database, serves it, and asks for each page
# one request after the other.
#
#   benches/pages.sh FILE.jsonl…     papers, sittings, bodies, changes, as `ratsweg import jsonl` takes them
#
# COUNCIL_FILE   the file of the council that takes them (config/examples/magdeburg.toml)
# RATSWEG        the program (target/release/ratsweg: `cargo build --release` makes it)
# REQUESTS       requests for each page (20)
# RATSWEG__DATABASE__URL   another database than the fresh one, an empty one
#
# Which papers, sittings and bodies are asked for is read from the data: the paper with the largest family, the sitting
# with the longest agenda, the body with the most consultations. Needs bash, curl, jq, python3.
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || { sed -n '2,13s/^# \{0,1\}//p' "$0" >&2; exit 2; }
file=${COUNCIL_FILE:-config/examples/magdeburg.toml}
council=$(sed -n 's/^slug = "\(.*\)"$/\1/p' "$file")
requests=${REQUESTS:-20}
ratsweg=$(realpath "${RATSWEG:-target/release/ratsweg}")
[ -x "$ratsweg" ] || { echo "pages.sh: no program at $ratsweg (cargo build --release)" >&2; exit 2; }

data=$(mktemp -d)
server=
leave() {
    if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi
    rm -rf "$data"
}
trap leave EXIT
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
export RATSWEG__DATA__DIR=$data
export RATSWEG__COUNCILS__DIR=$data/councils
mkdir "$data/councils"
cp "$file" "$data/councils"
export RATSWEG__SERVER__LISTEN=127.0.0.1:$port RATSWEG__SERVER__PUBLIC_URL=http://127.0.0.1:$port

"$ratsweg" migrate >/dev/null
# Refused lines are told and end with status 1: the others are measured.
"$ratsweg" import jsonl "$@" --council "$council" >&2 || [ $? -eq 1 ]
"$ratsweg" serve >"$data/server.log" 2>&1 &
server=$!
base=http://127.0.0.1:$port
for _ in $(seq 100); do curl -sf -o /dev/null "$base/$council/" && break; sleep 0.1; done
curl -sf -o /dev/null "$base/$council/" || { tail -n 20 "$data/server.log" >&2; exit 1; }

# The numbers that the data are about.
one() { jq -rn "$1" "${@:2}" 2>/dev/null || true; }
family=$(one '[inputs | select(.kind and .root.reference) | .root.reference] | group_by(.) | max_by(length) | .[0] // empty' "$@")
paper=$(one 'first(inputs | select(.kind and .reference and (.consultations | length) > 2)) | .reference // empty' "$@")
busiest=$(one '[inputs | select(.agenda)] | max_by(.agenda | length) | (.name // .organization) + "\n" + .start' "$@")
body=$(one '[inputs | .consultations[]?.organization | select(.)] | group_by(.) | max_by(length) | .[0] // empty' "$@")
fetch() { curl -sfL "$base/api/v1/$council/$1" || echo null; }
# A number as it stands in an address: the search would find the whole family first.
segment() { fetch "papers/${1//\//-}" | jq -r '.slug // empty'; }
named() { fetch organizations | jq -r --arg name "$1" 'first(.data[]? | select(.name == $name)) | .id // empty'; }
body_id=$(named "$body")
sitting=
if [ -n "$busiest" ]; then
    at=$(python3 -c 'import datetime, sys
print(datetime.datetime.fromisoformat(sys.argv[1]).astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M"))' "${busiest#*$'\n'}")
    path="meetings?when=past"
    while [ -n "$path" ] && [ -z "$sitting" ]; do
        answer=$(curl -si "$base/api/v1/$council/$path" | tr -d '\r')
        sitting=$(sed '1,/^$/d' <<<"$answer" | jq -r --arg at "$at" --arg title "${busiest%%$'\n'*}" \
            'first(.[]? | select((.starts_at | startswith($at)) and .title == $title)) | .id // empty')
        path=$(sed -n 's|^[Ll]ink: <[^>]*/api/v1/[^/]*/\([^>]*\)>; rel="next".*|\1|p' <<<"$answer")
    done
fi

pages=(
    "home /$council/"
    "list /$council/papers"
    "search-title /$council/papers?q=radweg"
    "search-nothing /$council/papers?q=zzzznichts"
    "meetings /$council/meetings"
    "meetings-past /$council/meetings?when=past"
    "calendar /$council/calendar.ics"
    "tracking /$council/tracking"
    "tracking-closed /$council/tracking?state=closed"
    "organizations /$council/organizations"
    "api-list /api/v1/$council/papers"
    "table /$council/papers.csv"
)
if [ -n "$paper" ]; then pages+=("paper /$council/papers/$(segment "$paper")"); fi
if [ -n "$family" ]; then
    root=$(segment "$family")
    pages+=("family /$council/papers/$root" "lineage /$council/papers/$root/lineage")
    pages+=("lineage-svg /$council/papers/$root/lineage.svg" "api-family /api/v1/$council/papers/$root")
fi
if [ -n "$sitting" ]; then pages+=("sitting /$council/meetings/$sitting"); fi
if [ -n "$body_id" ]; then
    pages+=("body /$council/organizations/$body_id" "list-body /$council/papers?organization=$body_id")
    pages+=("list-holder /$council/papers?holder=$body_id")
fi

printf '%-16s %6s %9s %9s %9s\n' page status median_ms worst_ms bytes
failed=0
for page in "${pages[@]}"; do
    read -r name path <<<"$page"
    curl -s -o /dev/null "$base$path"
    told=$(for _ in $(seq "$requests"); do
        curl -s -o /dev/null -w '%{time_total} %{http_code} %{size_download}\n' "$base$path"
    done | LC_ALL=C sort -n | LC_ALL=C awk -v name="$name" '{ time[NR] = $1 * 1000; status = $2; bytes = $3 }
        END { printf "%-16s %6s %9.1f %9.1f %9d", name, status, time[int((NR + 1) / 2)], time[NR], bytes }')
    echo "$told"
    [ "$(awk '{ print $2 }' <<<"$told")" = 200 ] || failed=1
done
exit "$failed"
