#!/bin/sh
# make-cluster.sh NODE…: makes a cluster of nodes that know none yet, half of them replicas; ends when it takes writes.
# A node is ADDRESS, or ADDRESS:PORT. The password is in REDISCLI_AUTH; CLI is valkey-cli, or redis-cli.
set -eu
CLI=${CLI:-valkey-cli}

nodes=
for node in "$@"; do
  case $node in *:*) ;; *) node=$node:6379 ;; esac
  nodes="$nodes $node"
done
first=${nodes# }
first=${first%% *}

info() { "$CLI" -h "${first%:*}" -p "${first##*:}" cluster info; }
has() { info | tr -d '\r' | grep -qx "$1"; }

if has cluster_known_nodes:1; then
  # shellcheck disable=SC2086
  "$CLI" --cluster create $nodes --cluster-replicas 1 --cluster-yes
fi
left=60
until has cluster_state:ok; do
  left=$((left - 1))
  if [ "$left" -eq 0 ]; then
    info >&2
    exit 1
  fi
  sleep 1
done
