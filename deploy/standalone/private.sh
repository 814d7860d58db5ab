# Sourced by node and submit: sets properties to a file, readable by nobody else, with the shipped settings, the lines of
# STATEPRINT_SPARK_CONF where it names a file, and the secret; it goes away with the script.
#
# STATEPRINT_SECRET_FILE (/etc/stateprint/spark-secret)   its first line is the secret of the cluster
# STATEPRINT_SPARK_CONF                                   a file of the same form as conf/spark-defaults.conf, read after it

private_properties() {
  local secret_file=${STATEPRINT_SECRET_FILE:-/etc/stateprint/spark-secret}
  [[ -r "$secret_file" ]] || { printf 'Cannot start: no secret at %s; write one (openssl rand -hex 32), the same on every host, and name it in STATEPRINT_SECRET_FILE\n' "$secret_file" >&2; exit 1; }
  [[ $(stat -c %a "$secret_file") == [46]00 ]] || { printf 'Cannot start: others can read %s; chmod 600 it\n' "$secret_file" >&2; exit 1; }
  [[ -n "${SPARK_HOME:-}" && -d "$SPARK_HOME/jars" ]] || { printf 'Cannot start: SPARK_HOME=%s is no installation of Spark; name one of Spark 4.1\n' "${SPARK_HOME:-}" >&2; exit 1; }
  umask 077
  properties=$(mktemp)
  trap 'rm -f "$properties"' EXIT
  cat "$here/conf/spark-defaults.conf" ${STATEPRINT_SPARK_CONF:+"$STATEPRINT_SPARK_CONF"} >"$properties"
  printf '\nspark.authenticate.secret %s\n' "$(head -n 1 "$secret_file")" >>"$properties"
}
