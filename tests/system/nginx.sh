# SPDX-License-Identifier: MIT
# Sourced: serves a folder with a real nginx on loopback, on a port of its own.
# nginx_start FOLDER STATE sets $nginx_port; nginx_stop STATE ends it. What nginx_main, nginx_http,
# nginx_listen and nginx_server hold goes into its configuration: modules, lines of http, parameters
# of listen, lines of server.

nginx_start() {
    nginx_port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    mkdir -p "$2"
    cat >"$2/nginx.conf" <<END
$([ "$(id -u)" = 0 ] && echo "user root;")
${nginx_main-}
worker_processes 1;
pid $2/nginx.pid;
error_log $2/error.log crit;
events { worker_connections 256; }
http {
    access_log off;
    sendfile on;
    types { text/html html; text/plain txt; application/xml xml; }
    default_type application/octet-stream;
    keepalive_requests 100000;
    client_body_temp_path $2/body; proxy_temp_path $2/proxy; fastcgi_temp_path $2/fastcgi;
    uwsgi_temp_path $2/uwsgi; scgi_temp_path $2/scgi;
    ${nginx_http-}
    server { listen 127.0.0.1:$nginx_port ${nginx_listen-}; root $1; ${nginx_server-} }
}
END
    PATH="$PATH:/usr/sbin" nginx -c "$2/nginx.conf"
}

nginx_stop() {
    [ ! -f "$1/nginx.pid" ] || kill "$(cat "$1/nginx.pid")"
}
