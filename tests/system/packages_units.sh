# SPDX-License-Identifier: MIT
# Sourced by packages.sh: its units in a systemd that runs for real, in name spaces of its own, on a layer
# over the clean system, so that nothing of it stays there.
machine=
groups=
layer=$work/layer

# Its processes are in a control group of their own; the machine's settings (/proc/sys) can't be written.
machine_start() {
    machine_root=$layer/root
    mkdir "$layer" && mount -t tmpfs tmpfs "$layer" && mkdir "$layer/upper" "$layer/work" "$machine_root" "$layer/groups" &&
        mount -t overlay -o "lowerdir=$chroot,upperdir=$layer/upper,workdir=$layer/work" overlay "$machine_root" || return 1
    hierarchy='-t cgroup2'
    grep -q :name=systemd: /proc/self/cgroup && hierarchy='-t cgroup -o none,name=systemd'
    mount $hierarchy cgroup "$layer/groups" && groups=$layer/groups/touchstone-test-$$ && mkdir "$groups" || return 1
    # An argument of systemd in a container is one of the kernel's command line.
    sh -ec '
        echo $$ >"$1/cgroup.procs"
        exec unshare --mount --pid --fork --kill-child --uts --ipc --net --cgroup sh -ec "
            cd \$0
            mount -t proc proc proc
            mount --bind proc/sys proc/sys
            mount -o remount,bind,ro proc/sys
            mount -t sysfs -o ro sysfs sys
            mount -t tmpfs -o mode=755 tmpfs sys/fs/cgroup
            group=sys/fs/cgroup
            case \"\$*\" in *name=systemd*) group=sys/fs/cgroup/systemd && mkdir \$group ;; esac
            mount \$* cgroup \$group
            mount -t tmpfs -o mode=755 tmpfs run
            mount -t tmpfs -o mode=755 tmpfs dev
            for device in null zero full random urandom tty; do
                touch dev/\$device
                mount --bind /dev/\$device dev/\$device
            done
            mkdir dev/pts dev/shm
            mount -t devpts -o newinstance,ptmxmode=0666 devpts dev/pts
            ln -s pts/ptmx dev/ptmx
            pivot_root . mnt
            umount -l /mnt
            exec env -i container=touchstone PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd \
                --log-target=console --show-status=no systemd.unit=basic.target systemd.mask=systemd-sysctl.service \
                systemd.mask=systemd-remount-fs.service systemd.mask=systemd-modules-load.service
        " "$2" $3' - "$groups" "$machine_root" "$hierarchy" >"$work/machine.log" 2>&1 &
    machine=$!
    until_true 30 is_up
}
first_process() { pgrep -P "$machine" -x systemd; }
in_machine() {
    first=$(first_process) && nsenter -t "$first" -m -p -u -i -n -C \
        env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 "$@" 2>&1
}
# A unit of the system that fails there is no matter of this test.
is_up() { in_machine systemctl is-system-running --wait | grep -qx 'running\|degraded'; }
machine_stop() {
    [ -z "$machine" ] || { kill -KILL $(first_process) "$machine" 2>/dev/null; wait "$machine" 2>/dev/null; }
    machine=
    # What had been in it ends with its first process.
    [ -z "$groups" ] || until_true 10 remove_groups || echo "$groups stays"
    groups=
    umount "$layer/root" "$layer/groups" "$layer" 2>/dev/null
}
remove_groups() { find "$groups" -depth -type d -exec rmdir {} + 2>/dev/null || [ ! -d "$groups" ]; }
until_true() {
    seconds=$1
    shift
    for _ in $(seq $((seconds * 10))); do
        "$@" >/dev/null 2>&1 && return 0
        sleep 0.1
    done
    return 1
}

unit_state() { in_machine systemctl show "$1" -p ActiveState -p Result -p NRestarts | paste -sd' '; }
unit_log() { in_machine journalctl --no-pager -b -u "$1" | tail -n 20 | cut -c 1-200; }

# Ten times the exposure that systemd-analyze may find, at most.
judge_units() {
    for unit in touchstone.service:15 touchstone-serve.service:8 touchstone-milter.service:9; do
        file=/lib/systemd/system/${unit%:*}
        in_machine systemd-analyze verify --man=no "$file" | grep . && fail "$file is not as systemd wants it"
        in_machine systemd-analyze security --offline=true --threshold="${unit#*:}" --no-pager "$file" >"$work/exposure" ||
            fail "$file is more exposed than it was"
        tail -n 1 "$work/exposure"
    done
    in_machine systemd-analyze verify --man=no /lib/systemd/system/touchstone.timer | grep . && fail "touchstone.timer"
}

# The sample firm by night: all is seen, and all is found, from behind all those restrictions.
start_night() {
    cp -r "$root"/samples/vlakwerk/* "$machine_root/etc/touchstone/"
    echo 'database: /var/lib/touchstone/touchstone.db' >>"$machine_root/etc/touchstone/touchstone.yaml"
    in_machine systemctl start touchstone.service
    in_machine journalctl --no-pager -u touchstone | grep -q "run-ended exit=1 .* unchecked=0 new=$(wc -l <"$root/samples/vlakwerk/expected.tsv") " ||
        { fail "touchstone.service: $(unit_state touchstone.service)"; unit_log touchstone; }
    [ -s "$machine_root/var/lib/private/touchstone/report.html" ] || fail "touchstone.service left no report"
    in_machine systemctl start touchstone.timer
    in_machine systemctl list-timers | grep -q touchstone.service || fail "touchstone.timer waits for nothing"
}

# The gate begins, gives its socket to the mail server's group, and its server answers, sealed.
start_gate() {
    in_machine groupadd --system postfix
    in_machine systemctl start touchstone-milter
    for socket in /run/touchstone-milter/milter.sock /run/touchstone/serve.sock; do
        until_true 20 in_machine test -S $socket || fail "there is no $socket"
    done
    [ "$(in_machine stat -c %G /run/touchstone-milter/milter.sock)" = postfix ] || fail "the mail server may not ask the gate"
    in_machine setpriv --reuid touchstone --regid touchstone --clear-groups sh -c 'cd /etc/touchstone &&
        touchstone scan --server /run/touchstone/serve.sock --as newsletters -q -o jsonl - <mail/newsletter/english.eml' >"$work/served"
    jq -es '.[0].sealed and .[-1].exit == 1' "$work/served" >/dev/null || { fail "the gate's server"; cut -c 1-200 "$work/served"; }
    for unit in touchstone-serve touchstone-milter; do
        state=$(unit_state $unit)
        [ "$state" = "Result=success NRestarts=0 ActiveState=active" ] || { fail "$unit: $state"; unit_log $unit; }
    done
}

judge_systemd() {
    if machine_start; then
        judge_units
        start_night
        start_gate
    elif [ "${CI:-}" = true ]; then
        fail "systemd does not start"
        cat "$work/machine.log"
    else
        echo "systemd does not start here: the units were not tried"
    fi
    machine_stop
}
