#!/bin/sh
# SPDX-License-Identifier: MIT
# Public cases (expected, text) in the form of sentences.tsv, judged by facts_eval.
# usage: cases.sh FACTS_EVAL BRAND CASES
set -eu
[ -f "$3" ] || { echo "SKIP: no $3"; exit 77; }
rows=$(mktemp)
trap 'rm -f "$rows"' EXIT
awk -F '\t' '
    BEGIN {
        name["delivery.time"] = "delivery-time"; name["return.period"] = "return-period"
        name["payment.term"] = "payment-term"; name["cancel.notice"] = "notice-period"
        name["warranty.period"] = "warranty"; name["shipping.free_from"] = "free-shipping"
    }
    /^#/ { next }
    {
        count = split($1, facts, ";")
        said = ""
        for (i = 1; i <= count; i++) {
            split(facts[i], part, "=")
            if (part[1] ~ /^hours\./) {
                slot = $2 ~ /ereikbaar/ ? "phone-hours" : "opening-hours"
                value = substr(part[1], 7) " " part[2]
            } else {
                slot = name[part[1]]
                value = part[2]
            }
            if (value ~ /EUR$/) value = sprintf("%.2f EUR", substr(value, 1, length(value) - 3))
            said = said (i > 1 ? ";" : "") slot "=" value
        }
        language = tolower($2) ~ /deliver|ordered|free |monday/ ? "en" : "nl"
        printf "c%d\ttuned\t%s\t%s\t%s\n", NR, language, said, $2
    }' "$3" >"$rows"
"$1" sentences "$2" "$rows" 0.95 0.90
