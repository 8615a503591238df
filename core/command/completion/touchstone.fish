# SPDX-License-Identifier: MIT
# fish completion of touchstone. The program itself knows its commands, options and names.
function __touchstone_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l program $words[1]
    set -e words[1]
    for line in (command $program complete $words "$current" 2>/dev/null)
        if string match -qr '^:(files|folders) ' -- $line
            set -l before (string replace -r '^\S+ ' '' -- $line)
            set -l rest (string sub -s (math (string length -- "$before") + 1) -- "$current")
            for path in (__fish_complete_path "$rest")
                if string match -q ':files *' -- $line; or string match -qr '/(\t|$)' -- $path
                    echo -- $before$path
                end
            end
        else
            echo -- $line
        end
    end
end
complete -c touchstone -f -a '(__touchstone_complete)'
