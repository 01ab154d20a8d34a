#!/bin/sh
# Prints the settings of compose.yaml with new secrets: deploy/compose-env.sh forum.example.org > deploy/.env
# Keep STOA_SECRET somewhere else too: nobody opens a backup without it.
set -eu
host=${1:?name the host of the forum, such as forum.example.org}
random() { openssl rand -hex 32; }
# A key of Meilisearch follows from the master key and the id that it is made with, so it is known before.
key_of() { printf %s "$1" | openssl dgst -sha256 -hmac "$master" | sed 's/.* //'; }
master=$(random)
writes=$(cat /proc/sys/kernel/random/uuid)
searches=$(cat /proc/sys/kernel/random/uuid)
umask 077
cat <<SETTINGS
STOA_HOST=$host
STOA_SECRET=$(random)
STOA_SMTP_URL=
DATABASE_PASSWORD=$(random)
DATABASE_ADMIN_PASSWORD=$(random)
S3_KEY=$(openssl rand -hex 10)
S3_SECRET=$(random)
MEILI_MASTER_KEY=$master
MEILI_WRITES_ID=$writes
MEILI_SEARCHES_ID=$searches
STOA_MEILI_KEY=$(key_of "$writes")
STOA_MEILI_SEARCH_KEY=$(key_of "$searches")
SETTINGS
