#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes a certificate authority and certificates for 127.0.0.1, good and bad, key and chain in a file
# each. usage: certificates.sh FOLDER
set -eu
folder=${1:?usage: certificates.sh FOLDER}
mkdir -p "$folder"
cd "$folder"
exec 2>said.txt # read it if one is missing
authority() { # name
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$1.key" -out "$1.crt" -days 30 -subj "/CN=$1" \
        -addext keyUsage=critical,keyCertSign
}
# name, authority, subject alternative name, first and last day
certificate() {
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$1.key" -out "$1.csr" -subj "/CN=$1"
    echo "subjectAltName=$3" >"$1.ext"
    : >index.txt
    openssl ca -batch -notext -config /dev/stdin -cert "$2.crt" -keyfile "$2.key" -in "$1.csr" -out "$1.crt" \
        -extfile "$1.ext" -startdate "$4" -enddate "$5" -outdir . <<CONFIG
[ca]
default_ca = own
[own]
database = index.txt
rand_serial = yes
default_md = sha256
policy = any
[any]
commonName = supplied
CONFIG
    cat "$1.key" "$1.crt" >"$1.pem"
}
authority known
authority unknown
cp known.crt ca.pem
yesterday=$(date -u -d yesterday +%Y%m%d%H%M%SZ)
next_month=$(date -u -d '30 days' +%Y%m%d%H%M%SZ)
certificate good known IP:127.0.0.1 "$yesterday" "$next_month"
certificate expired known IP:127.0.0.1 20200101000000Z 20200201000000Z
certificate wrong-name known DNS:elders.example "$yesterday" "$next_month"
certificate unknown-ca unknown IP:127.0.0.1 "$yesterday" "$next_month"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout self.key -out self.crt -days 30 -subj /CN=self \
    -addext subjectAltName=IP:127.0.0.1
cat self.key self.crt >self-signed.pem
