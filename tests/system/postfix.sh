# SPDX-License-Identifier: MIT
# Sourced: a real Postfix on loopback with folders of its own, that ends with the test.
# postfix_start FOLDER MILTER LMTP_PORT listens on $postfix_port; mails to vlakwerk.example and
# klant.example go by LMTP to that port on loopback, others nowhere. postfix_stop FOLDER ends it. What
# postfix_main holds goes into main.cf.

postfix_start() {
    postfix_port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    mkdir -p "$1/etc" "$1/queue" "$1/data"
    chmod 755 "$1"
    chown postfix "$1/data"
    cp /etc/postfix/postfix-files /etc/postfix/dynamicmaps.cf "$1/etc"
    cat >"$1/etc/main.cf" <<END
compatibility_level = 3.6
queue_directory = $1/queue
data_directory = $1/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
maillog_file = $1/log
maillog_file_prefixes = $1
myhostname = relay.vlakwerk.example
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
alias_maps =
alias_database =
local_recipient_maps =
# Nothing can leave.
default_transport = error:nothing leaves this test
relay_transport = error:nothing leaves this test
local_transport = error:nothing is local here
virtual_mailbox_domains = vlakwerk.example klant.example
virtual_mailbox_maps = static:all/
virtual_transport = lmtp:inet:127.0.0.1:$3
smtpd_recipient_restrictions = permit_mynetworks, reject
smtpd_client_connection_count_limit = 0
smtpd_client_connection_rate_limit = 0
in_flow_delay = 0
smtpd_milters = $2
non_smtpd_milters = $2
milter_default_action = tempfail
milter_connect_timeout = 10s
${postfix_main-}
END
    cat >"$1/etc/master.cf" <<END
127.0.0.1:$postfix_port inet n - n - - smtpd
pickup    unix n - n 1 1 pickup
cleanup   unix n - n - 0 cleanup
qmgr      unix n - n 300 1 qmgr
rewrite   unix - - n - - trivial-rewrite
bounce    unix - - n - 0 bounce
defer     unix - - n - 0 bounce
trace     unix - - n - 0 bounce
verify    unix - - n - 1 verify
flush     unix n - n 1000 0 flush
proxymap  unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
showq     unix n - n - - showq
error     unix - - n - - error
retry     unix - - n - - error
lmtp      unix - - n - - lmtp
anvil     unix - - n - 1 anvil
postlog   unix-dgram n - n - 1 postlogd
END
    postfix -c "$1/etc" start >"$1/start" 2>&1 || { cat "$1/start" "$1/log"; return 1; }
}

postfix_stop() {
    [ ! -d "$1/etc" ] || postfix -c "$1/etc" stop >/dev/null 2>&1
}
