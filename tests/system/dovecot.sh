# SPDX-License-Identifier: MIT
# Sourced: a real Dovecot on loopback, with folders and ports of its own, that ends with the test.
# dovecot_start FOLDER CERTIFICATE sets $imap_port (STARTTLS), $imaps_port and $lmtp_port; the user
# "proef" has the password in $dovecot_password and her mailbox, a Maildir, in FOLDER/mail, where
# LMTP delivers whoever the recipient is. dovecot_stop FOLDER ends it.

dovecot_free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

dovecot_start() {
    imap_port=$(dovecot_free_port)
    imaps_port=$(dovecot_free_port)
    lmtp_port=$(dovecot_free_port)
    mkdir -p "$1/run" "$1/state" "$1/mail"
    chmod 755 "$1"
    chown -R mail:mail "$1/mail"
    cat >"$1/dovecot.conf" <<END
base_dir = $1/run
state_dir = $1/state
log_path = $1/log
protocols = imap lmtp
listen = 127.0.0.1
ssl = required
ssl_cert = <$2
ssl_key = <$2
disable_plaintext_auth = yes
first_valid_uid = 1
mail_location = maildir:$1/mail
mailbox_list_index = no
auth_mechanisms = plain login
passdb {
    driver = static
    args = user=proef password=$dovecot_password
}
userdb {
    driver = static
    args = uid=mail gid=mail home=$1/mail allow_all_users=yes
}
service imap-login {
    inet_listener imap {
        port = $imap_port
    }
    inet_listener imaps {
        port = $imaps_port
        ssl = yes
    }
}
service lmtp {
    user = mail
    inet_listener lmtp {
        address = 127.0.0.1
        port = $lmtp_port
    }
}
END
    /usr/sbin/dovecot -c "$1/dovecot.conf"
}

dovecot_stop() {
    [ ! -f "$1/run/master.pid" ] || kill "$(cat "$1/run/master.pid")"
}
