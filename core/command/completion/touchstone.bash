# SPDX-License-Identifier: MIT
# bash completion of touchstone. The program itself knows its commands, options and names.
_touchstone()
{
    local cur=$2 cword=$COMP_CWORD line value before
    local -a words=("${COMP_WORDS[@]}")
    # bash cuts words at = and :, which values have inside them.
    declare -F _get_comp_words_by_ref >/dev/null && _get_comp_words_by_ref -n =: cur words cword
    # What readline has cut off already is not to be said again.
    local cut=${cur%"${cur##*[=:]}"}
    COMPREPLY=()
    while IFS= read -r line; do
        case $line in
        ':files '* | ':folders '*)
            before=${line#* }
            compopt -o filenames
            while IFS= read -r value; do
                COMPREPLY+=("$value")
            done < <(compgen "$([[ $line == :files* ]] && echo -f || echo -d)" -- "${cur#"$before"}")
            ;;
        *)
            value=${line%%$'\t'*}
            printf -v value %q "${value#"$cut"}"
            COMPREPLY+=("$value")
            ;;
        esac
    done < <("${words[0]}" complete "${words[@]:1:cword-1}" "$cur" 2>/dev/null)
}
complete -F _touchstone touchstone
