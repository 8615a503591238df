#!/bin/sh
# SPDX-License-Identifier: MIT
# A person presses Tab: in the program itself, and in the real bash, zsh and fish.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
scripts=$TOUCHSTONE_SOURCE_ROOT/core/command/completion
export HOME="$work" XDG_CONFIG_HOME="$work/config" XDG_DATA_HOME="$work/data"
PATH=$TOUCHSTONE_BUILD_ROOT/core:$PATH

cat >brand.yaml <<'END_OF_BRAND'
touchstone: 1
name: Vlakwerk
languages: [nl]
terms:
  - { id: cheap, forbid: [goedkoop], severity: error }
identity:
  names:
    - { id: old, text: Vlakwerk, until: 2026-09-30 }
    - { id: new, text: Vlakwerk BV, from: 2026-10-01 }
rollouts:
  - { id: relocation, switch: 2026-10-01, replace: { "name:old": "name:new" } }
END_OF_BRAND
printf 'id,name,channel\nflyer,Flyer,print\n' >touchpoints.csv
cat >touchstone.yaml <<'END_OF_PLAN'
touchstone: 1
brand: brand.yaml
touchpoints_from: touchpoints.csv
touchpoints:
  - { id: shop, name: The shop, channel: website, owner: "Team: web & mail", source: { folder: { path: site } } }
  - { id: shelf, channel: shop }
END_OF_PLAN
mkdir -p site/sub
echo '<html lang=nl><p>Een goedkope vloer.</p>' >site/index.html

# ---- the program: words of the line; what must be among the answers, or, behind !, must not
says() { # WANTED WORD...
    wanted=$1
    shift
    said=$("$binary" complete "$@" 2>&1)
    status=$?
    [ $status = 0 ] || fail "complete $*: exit $status"
    for one in $(echo "$wanted" | tr ' ' '\n'); do
        case $one in
        !*) printf '%s\n' "$said" | cut -f 1 | grep -qxF -- "${one#!}" && fail "complete $*: says ${one#!}" ;;
        *) printf '%s\n' "$said" | cut -f 1 | tr ' ' '_' | grep -qxF -- "$one" || fail "complete $*: no $one in: $said" ;;
        esac
    done
}
says "check help --version !complete" ''
says "check !scan" ch
says "rollout !rollout_new" help ''
says "shop shelf flyer !--jobs" check ''
says "shop !shelf" check sho
says "--fail-on !--jobs" check --f
says "error warning info never" check --fail-on ''
says "--fail-on=warning !--fail-on=error" check --fail-on=w
says "en nl" check --lang ''
says "term html sarif github" check -o ''
says ":files_html=" check -o html=
says ":files_" check -c ''
says ":files_--config=" check --config=
says ":folders_" init --directory ''
says "auto always never" map --color ''
says "phase owner !webshop" map --by ''
says "relocation new" rollout ''
says "--on --address !--as-of" rollout new ''
says "shop" accept --touchpoint s
says "terms/cheap links/broken run/unchecked !terms/*" explain ''
says "terms/cheap" accept --rule terms/
says "check export prune !--keep" database ''
says "Team:_web_&_mail" worklist --owner ''
says "nl/je" rules --pack nl/j
says "json" plugins -o ''
says "nl !en" words --lang ''
says "!shop" map shop ''
# Each run by its number.
"$binary" check -q >/dev/null 2>&1
says "1 last" show ''
says "1" show --since ''
# Another plan on the same line; a plan that is broken, or not there; a word that steers terminals.
printf 'touchstone: 1\ntouchpoints:\n  - { id: other, channel: web, frobnicate: [ }\n' >broken.yaml
printf 'touchstone: 1\ntouchpoints:\n  - { id: other, chanel: website, owner: "a\\eb" }\n' >other.yaml
says "other !shop" check -c other.yaml ''
says "other !shop" check --config=other.yaml ''
[ -z "$("$binary" complete worklist -c other.yaml --owner '' 2>&1)" ] || fail "a control character"
for plan in broken.yaml nowhere.yaml; do
    said=$("$binary" complete check -c $plan '' 2>&1)
    [ -z "$said" ] || fail "$plan: $said"
done
[ -z "$("$binary" complete nonsense '' 2>&1)" ] || fail "a command that is none"

# ---- bash: its function, with the words as bash has cut them
bash_says() { # LINE WANTED...
    line=$1
    shift
    said=$(bash --norc --noprofile -c '
        . /usr/share/bash-completion/bash_completion
        . "$1"
        COMP_LINE=$2 COMP_POINT=${#2}
        # readline cuts at blanks, = and :
        read -ra COMP_WORDS <<<"$(sed "s/[=:]/ & /g" <<<"$2")"
        [[ $2 == *[[:space:]=:] ]] && [[ ! $2 == *[=:] ]] && COMP_WORDS+=("")
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _touchstone touchstone "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}" 2>/dev/null
        printf "%s\n" "${COMPREPLY[@]}"' bash "$scripts/touchstone.bash" "$line")
    for one in "$@"; do
        printf '%s\n' "$said" | grep -qxF -- "$one" || fail "bash, \"$line\": no $one in: $said"
    done
}
bash_says "touchstone ch" check
bash_says "touchstone check sh" shop shelf
bash_says "touchstone check --fail-on=w" warning
bash_says "touchstone check -o html=si" site
bash_says "touchstone check -c touch" touchstone.yaml touchpoints.csv
bash_says "touchstone rollout new --o" --on
bash_says "touchstone explain terms/" terms/cheap
bash_says "touchstone worklist --owner Te" 'Team:\ web\ \&\ mail'

# ---- zsh: in a terminal of its own
mkdir -p zsh
cp "$scripts/_touchstone" zsh/
cat >drive.zsh <<'END_OF_DRIVE'
zmodload zsh/zpty
# What stands on the line after Tab; the shell is told to set off what it lists.
tab() {
    local line=
    zpty z zsh -f -i
    zpty -w z "fpath=($PWD/zsh \$fpath); autoload -U compinit; compinit -u -d $PWD/zdump; PS1='> '; stty cols 200; zstyle ':completion:*' list-colors ''; bindkey '^I' complete-word; unsetopt beep; zle-line-init() { zle -M REA''DY }; zle -N zle-line-init"
    zpty -r z line '*READY*'
    zpty -w -n z "$1"$'\t\x05END\n'
    zpty -r z line '*END*'
    zpty -d z
    print -r -- $line
}
tab $1
END_OF_DRIVE
zsh_says() { # LINE WANTED
    said=$(timeout 20 zsh -f drive.zsh "$1" </dev/null 2>&1 | sed 's/\x1b\[[0-9;?]*[a-zA-Z]//g')
    case $said in
    *"$2"*) ;;
    *) fail "zsh, \"$1\": no \"$2\" in: $said" ;;
    esac
}
zsh_says "touchstone dat" "touchstone database"
zsh_says "touchstone check sho" "touchstone check shop"
zsh_says "touchstone check --fail-on=w" "--fail-on=warning"
zsh_says "touchstone check -o html=si" "html=site"
zsh_says "touchstone explain terms/" "terms/cheap"

# ---- fish
fish_says() { # LINE WANTED...
    line=$1
    shift
    said=$(fish --no-config -c 'source $argv[1]; complete -C "$argv[2]"' "$scripts/touchstone.fish" "$line" 2>&1)
    for one in "$@"; do
        printf '%s\n' "$said" | cut -f 1 | grep -qxF -- "$one" || fail "fish, \"$line\": no $one in: $said"
    done
}
fish_says "touchstone ch" check
fish_says "touchstone check sh" shop shelf
fish_says "touchstone check --fail-on w" warning
fish_says "touchstone check --fail-on=w" --fail-on=warning
fish_says "touchstone check -o html=si" html=site/
fish_says "touchstone check -c touchs" touchstone.yaml
fish_says "touchstone init --directory si" site/
fish_says "touchstone show " 1 last

# Somebody waits for it: the slowest, which reads rules and packs, and a cold cache aside.
begun=$(date +%s%N)
for n in 1 2 3 4 5 6 7 8 9 10; do "$binary" complete check '' >/dev/null; done
spent=$((($(date +%s%N) - begun) / 10000000))
[ $spent -lt 100 ] || fail "a word takes $spent ms"
exit $failures
