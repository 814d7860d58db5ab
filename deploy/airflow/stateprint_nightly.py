"""Every night: samples the models, then holds the night's run against its reference, on a standalone cluster.

`nightly` ends with 3 on drift, after it has told the webhook (`alert.webhook-file` in the configuration). The last task
then fails without a second attempt, so that Airflow's own notifications go out too. Anything else that fails is tried
again: the same run id resumes, and models that were sampled are left alone.

Variables of Airflow: stateprint_home, stateprint_master, stateprint_conf, stateprint_reference. The worker that runs the
tasks needs Java 17, SPARK_HOME with Spark 4.1, and the secret of the cluster (`deploy/standalone/private.sh`).
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

COMMAND = (
    "{{ var.value.stateprint_home }}/deploy/standalone/submit {{ var.value.stateprint_master }} %s"
    " --conf {{ var.value.stateprint_conf }} --set sweep.run-id={{ ds }}"
)

with DAG(
    dag_id="stateprint_nightly",
    description="Hidden states of every model of the sweep, and whether they have moved",
    schedule="30 2 * * *",
    start_date=datetime(2026, 11, 1, tzinfo=timezone.utc),
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(hours=12),
    default_args={"retries": 2, "retry_delay": timedelta(minutes=10)},
    tags=["stateprint"],
) as dag:
    sample = BashOperator(
        task_id="sample",
        bash_command=COMMAND % "sample" + " --json",
        append_env=True,
        execution_timeout=timedelta(hours=10),
    )
    # The states are there; `nightly` compares them. Exit code 3 is drift: another attempt would find the same.
    drift = BashOperator(
        task_id="drift",
        bash_command=COMMAND % "nightly"
        + " --reference {{ var.value.stateprint_reference }} --series --json",
        append_env=True,
        retries=0,
        execution_timeout=timedelta(hours=2),
    )
    sample >> drift
