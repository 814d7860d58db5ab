"""What deploy/bench/many.sh needs beside Stateprint: prompts, a clock for its commands, and NumPy on the same states.

    python deploy/bench/many.py prompts FILE COUNT
    python deploy/bench/many.py watch DIR COMMAND...      seconds, core seconds, peak memory and heap of a command
    python deploy/bench/many.py copies STORE RUN MODEL COUNT
    python deploy/bench/many.py numpy STORE RUN MODEL     the same cosines from the same Parquet files, on one core
    python deploy/bench/many.py stages DIR                core seconds of the stages of Spark, from the event log in DIR

Needs numpy and pyarrow.
"""

import collections
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import time

WORDS = """parcel refund battery router invoice garden lighthouse train letter desert market piano museum island river
clock budget survey bridge traffic supplier meeting report holiday window kitchen teacher doctor neighbour forest dog
printer password laptop account subscription sound plan contract portfolio forecast winter summer night morning""".split()
AT_ONCE = 16
STYLES = ("empathy", "technicality", "creativity", "formality")


def prompts(file, count):
    """Short texts that differ, each a topic of its own, as prompts of a user's are."""
    draw = random.Random(1)
    with open(file, "w", encoding="utf-8") as out:
        for i in range(count):
            words = " ".join(draw.choice(WORDS) for _ in range(draw.randint(1, 3)))
            out.write(json.dumps({"id": f"p{i:07}", "text": f"The {words} {i}."}) + "\n")


def watch(folder, command):
    """Runs a command of the launcher; the heap is what its full collections leave, the peak that of the whole process."""
    log = pathlib.Path(folder) / "gc.log"
    log.unlink(missing_ok=True)
    environment = dict(os.environ, STATEPRINT_JAVA_OPTS=f"-Xlog:gc:file={log}")
    start = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    peak = 0
    while True:
        pid, code, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        try:
            status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
            peak = max(peak, int(re.search(r"VmHWM:\s+(\d+)", status)[1]))
        except (OSError, TypeError):
            pass  # it has just ended, or not yet begun
        time.sleep(0.1)
    seconds = time.monotonic() - start
    if os.waitstatus_to_exitcode(code):
        sys.exit(f"{' '.join(command)} failed")
    left = [int(size) for size in re.findall(r"Pause Full.*->(\d+)M\(", log.read_text())]
    print(f"{seconds:.1f} s, {usage.ru_utime + usage.ru_stime:.1f} core seconds, peak {peak >> 10} MiB, "
          f"heap after full collections {max(left, default=0)} MiB at most")


def stages(folder):
    """Core seconds by what Spark calls a stage, the larger ones first."""
    cpu, names = collections.Counter(), {}
    for file in pathlib.Path(folder).rglob("*"):
        if not file.is_file() or file.name.startswith("."):
            continue
        for line in file.open(encoding="utf-8"):
            event = json.loads(line)
            if event["Event"] == "SparkListenerStageSubmitted":
                description = event.get("Properties", {}).get("spark.job.description", "")
                names[event["Stage Info"]["Stage ID"]] = f"{description}: {event['Stage Info']['Stage Name']}"
            elif event["Event"] == "SparkListenerTaskEnd" and event.get("Task Metrics"):
                cpu[names.get(event["Stage ID"], "?")] += event["Task Metrics"]["Executor CPU Time"] / 1e9
    for name, seconds in cpu.most_common(6):
        print(f"  {seconds:8.1f} core s  {name}")
    print(f"  {sum(cpu.values()):8.1f} core s  all tasks")


def copies(store, run, model, count):
    """Makes a run count times as large: each prompt's states again under other ids, mixed with a neighbour's."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as parquet
    own = pathlib.Path(f"run_id={run}/model_id={model}")

    def renamed(table, copy):
        for name in ("prompt_id", "topic"):
            if name in table.column_names:
                at = table.column_names.index(name)
                ids = pc.binary_join_element_wise(table[name].cast(pa.string()), f"c{copy:04}", "-")
                table = table.set_column(at, table.schema.field(at), ids)
        return table

    def again(table, copy):
        lists = table["state"].combine_chunks()
        flat = lists.flatten().to_numpy().reshape(len(lists), -1)
        mixed = flat + np.float32(0.3) * np.roll(flat, copy, axis=0)
        at = table.column_names.index("state")
        field = table.schema.field(at)
        column = pa.ListArray.from_arrays(lists.offsets, pa.array(mixed.ravel())).cast(field.type)
        return renamed(table, copy).set_column(at, field, column)

    states = pathlib.Path(store) / "states" / own
    sources = [str(file) for file in sorted(states.glob("*.parquet"))]
    where = parquet.read_table(sources, columns=["layer", "pooling"])
    places = sorted(set(zip(where["layer"].to_pylist(), where["pooling"].to_pylist())))
    schema = parquet.read_schema(sources[0])
    rows = 0
    for first in range(1, count, AT_ONCE):
        with parquet.ParquetWriter(
                states / f"shard-000-part-{first:05}.parquet", schema, compression="zstd", compression_level=1,
                write_page_index=True, use_dictionary=[name for name in schema.names if name != "state"]) as out:
            for layer, pooling in places:
                table = parquet.read_table(
                    sources, columns=schema.names,
                    filters=[("layer", "=", layer), ("pooling", "=", pooling), ("role", "=", "prompt")])
                more = [again(table.combine_chunks(), copy) for copy in range(first, min(count, first + AT_ONCE))]
                out.write_table(pa.concat_tables(more).cast(schema), row_group_size=8192)
                rows += sum(map(len, more))
    for name in ("tokens", "runs"):
        for file in (pathlib.Path(store) / name / own).glob("*.parquet"):
            table = parquet.ParquetFile(file).read()
            if name == "runs":
                for column, by in (("prompts", rows // len(places)), ("states", rows)):
                    at = table.column_names.index(column)
                    field = table.schema.field(at)
                    table = table.set_column(at, field, pc.add(table[column], by).cast(field.type))
            else:
                more = table.filter(pc.starts_with(table["prompt_id"], "p0"))
                table = pa.concat_tables([table] + [renamed(more, copy) for copy in range(1, count)])
            (file.parent / f".{file.name}.crc").unlink(missing_ok=True)
            parquet.write_table(table, file, compression="zstd")


def unit(vectors):
    import numpy as np
    return vectors / np.sqrt(np.einsum("...d,...d->...", vectors, vectors))[..., None]


def place(files, at):
    """Ids, roles, categories, topics and states of one layer and pooling, (N, D)."""
    import numpy as np
    import pyarrow.parquet as parquet
    table = parquet.read_table(
        files, columns=["prompt_id", "role", "category", "topic", "state"],
        filters=[("layer", "=", at[0]), ("pooling", "=", at[1])], use_threads=False)
    flat = table["state"].combine_chunks().flatten().to_numpy(zero_copy_only=False)
    states = flat.reshape(len(table), -1)
    return (table["prompt_id"], *(np.array(table[name]) for name in ("role", "category", "topic")), states)


def cosines(roles, categories, states):
    """Raw and centred cosines of the prompts to the anchors' means, (N, K) each."""
    import numpy as np
    anchors = roles == "anchor"
    means = np.stack([states[anchors & (categories == style)].mean(0, dtype=np.float64) for style in STYLES])
    grand = means.mean(0)
    asked = states[roles == "prompt"]
    axes = unit(means).astype(np.float32).T
    centred = unit(means - grand).astype(np.float32).T
    lengths = np.sqrt(np.einsum("nd,nd->n", asked, asked))[:, None]
    moved = asked - grand.astype(np.float32)
    return asked @ axes / lengths, moved @ centred / np.sqrt(np.einsum("nd,nd->n", moved, moved))[:, None]


def replicates(roles, categories, topics, states, count=2000, together=50):
    """Mean centred cosines of the prompts in draws of prompts and of the anchors' frames, (count, K).

    As job 2 takes them, each prompt a topic of its own: products of matrices do what they can.
    """
    import numpy as np
    random = np.random.default_rng(1)
    asked = states[roles == "prompt"].astype(np.float64)
    anchors = roles == "anchor"
    named = np.array([topic.split("/")[0] for topic in topics])  # an anchor's topic is "frame/topic"
    frames, styles, sizes = [], [], []
    for k, style in enumerate(STYLES):
        for name in np.unique(named[anchors & (categories == style)]):
            own = states[anchors & (categories == style) & (named == name)]
            frames.append(own.mean(0, dtype=np.float64))
            styles.append(k)
            sizes.append(len(own))
    frames, styles, sizes = np.stack(frames), np.array(styles), np.array(sizes)
    gram, dots, squares = frames @ frames.T, asked @ frames.T, np.einsum("nd,nd->n", asked, asked)
    of_style = np.equal.outer(np.arange(len(STYLES)), styles)
    out = []
    for first in range(0, count, together):
        weights = np.zeros((together, len(styles)))
        times = np.empty((together, len(asked)))
        for r in range(together):
            times[r] = np.bincount(random.integers(len(asked), size=len(asked)), minlength=len(asked))
            for k in range(len(STYLES)):
                own = np.flatnonzero(styles == k)
                drawn = np.bincount(random.choice(own, len(own)), minlength=len(styles)) * sizes
                weights[r] += drawn / drawn.sum()
        each = weights[:, None, :] * of_style
        middle = weights / len(STYLES)
        square = np.einsum("rf,fg,rg->r", middle, gram, middle)
        to_mean = np.einsum("rkf,fg,rg->rk", each, gram, middle)
        lengths = np.sqrt(np.einsum("rkf,fg,rkg->rk", each, gram, each) - 2 * to_mean + square[:, None])
        y = times / np.sqrt(squares - 2 * middle @ dots.T + square[:, None])
        sums = y @ dots
        towards = np.einsum("rkf,rf->rk", each, sums) - np.einsum("rf,rf->r", middle, sums)[:, None]
        towards -= (to_mean - square[:, None]) * y.sum(1)[:, None]
        out.append(towards / (lengths * len(asked)))
    return np.concatenate(out)


def numpy_side(store, run, model):
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")
    import numpy as np
    import pyarrow
    import pyarrow.parquet as parquet
    pyarrow.set_cpu_count(1)
    pyarrow.set_io_thread_count(1)
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    own = pathlib.Path(f"run_id={run}/model_id={model}")
    files = sorted(str(file) for file in (pathlib.Path(store) / "states" / own).glob("*.parquet"))
    first = parquet.read_table(files[0], columns=["layer", "pooling"])
    places = sorted(set(zip(first["layer"].to_pylist(), first["pooling"].to_pylist())))
    vectors, worst, held = 0, 0.0, None
    clock = time.process_time()
    for at in places:
        ids, roles, categories, _, states = place(files, at)
        raw, centred = cosines(roles, categories, states)
        vectors += len(raw)
        if at == places[-1]:
            held = dict(zip(np.array(ids)[roles == "prompt"], zip(raw, centred)))
    seconds = time.process_time() - clock
    table = parquet.read_table(
        str(pathlib.Path(store) / "trajectories" / own),
        filters=[("layer", "=", places[-1][0]), ("pooling", "=", places[-1][1])])
    columns = [table[name].to_pylist() for name in ("prompt_id", "style", "cosine_raw", "cosine_centred")]
    for name, style, raw, centred in zip(*columns):
        ours, k = held[name], STYLES.index(style)
        worst = max(worst, abs(ours[0][k] - raw), abs(ours[1][k] - centred))
    print(f"{vectors} vectors, {seconds:.1f} core s, {vectors / seconds:.0f} vectors/s per core; "
          f"largest difference from the table at {places[-1]}: {worst:.1e} over {len(table)} rows")
    few = places[:: max(1, len(places) // 4)]
    clock = time.process_time()
    for at in few:
        _, roles, categories, topics, states = place(files, at)
        cosines(roles, categories, states)
        drawn = replicates(roles, categories, topics, states)
    seconds = time.process_time() - clock
    rate = len(few) * (vectors // len(places)) / seconds
    low, high = np.quantile(drawn, (0.025, 0.975), axis=0)
    print(f"with 2000 draws, at {len(few)} of {len(places)} places: {seconds:.1f} core s, {rate:.0f} vectors/s per core; "
          f"at {few[-1]}: {' '.join(f'[{a:.5f}, {b:.5f}]' for a, b in zip(low, high))}")


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    if what == "prompts":
        prompts(rest[0], int(rest[1]))
    elif what == "watch":
        watch(rest[0], rest[1:])
    elif what == "copies":
        copies(*rest[:3], int(rest[3]))
    elif what == "stages":
        stages(rest[0])
    else:
        numpy_side(*rest)
