package io.stateprint.jobs.tables;

import io.stateprint.jobs.remote.FullDisk;
import io.stateprint.jobs.remote.RemoteFailures;
import io.stateprint.jobs.remote.RemoteStorage;
import io.stateprint.storage.InputException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** A folder of tables, on any file system that Spark knows. */
public final class Store {
  /**
   * Bytes of a row group: about one layer of a bank, so that a layer is read without the others.
   */
  static final long GROUP = 16L << 20;

  private static final String STATES = "states";
  private static final String CUTS = "cuts";
  private static final String SUCCESS = "_SUCCESS";

  private final SparkSession spark;
  private final Path root;

  /** Of states that are complete, which stay as they are; to find them takes a job of Spark. */
  private final Map<Path, List<StateFiles.Place>> places = new ConcurrentHashMap<>();

  private final PartReader reader;

  private Store(SparkSession spark, Path root) {
    this.spark = spark;
    this.root = root;
    this.reader = new PartReader(spark);
  }

  /** The store at a directory or URI; it need not exist yet. */
  public static Store at(SparkSession spark, String location) {
    return new Store(spark, new Path(location));
  }

  /** Where it is, as an absolute URI. */
  public String location() {
    return files(FileSystem::makeQualified, root).toString();
  }

  /** Makes the folder and proves that files can be written into it, by one writer each. */
  public void requireWritable() {
    notes().requireWritable();
  }

  /** The files of a model of a run while it is sampled. */
  public UnitFiles units(String runId, String modelId) {
    return new UnitFiles(folder(STATES, runId, modelId), folder(CUTS, runId, modelId));
  }

  /**
   * Removes the folder of a run's states at cuts, and the one above it, where they are empty; no
   * model of the run may be at work.
   */
  public void clearUnits(String runId) {
    Path cuts = new Path(root, CUTS);
    for (Path folder : List.of(new Path(cuts, "run_id=" + runId), cuts)) {
      files(Folders::removeIfEmpty, folder);
    }
  }

  /** Says that the states of a model, written unit by unit, are complete. */
  public void completeStates(String runId, String modelId) {
    files(
        (system, path) -> {
          system.create(path, true).close();
          return true;
        },
        new Path(folder(STATES, runId, modelId), SUCCESS));
  }

  /** Writes a table's part of a model, once. */
  public void write(Table<?> table, Dataset<Row> rows, String runId, String modelId) {
    write(rows, folder(table.name(), runId, modelId));
  }

  /** Spark throws what it does not declare. */
  private static void write(Dataset<Row> rows, Path folder) {
    try {
      rows.write()
          .mode(SaveMode.ErrorIfExists)
          .option("compression", "zstd")
          .option("parquet.block.size", GROUP)
          .parquet(folder.toString());
    } catch (Exception | FSError e) {
      // Hadoop makes an error of a local file that cannot be written.
      Optional<InputException> known =
          RemoteStorage.holds(folder.toString())
              ? RemoteFailures.in(e, folder.toString())
              : FullDisk.in("write", folder.toString(), e);
      if (known.isPresent()) {
        throw known.orElseThrow();
      }
      throw e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
    }
  }

  /**
   * Ids of all runs that have a manifest of some model, sorted; one listing, whatever its length.
   */
  public List<String> runIds() {
    return files(Folders::runIds, new Path(root, Table.RUNS.name()));
  }

  /** Ids of the models that a run has sampled to the end, sorted. */
  public List<String> modelIds(String runId) {
    Path run = new Path(new Path(root, Table.RUNS.name()), "run_id=" + runId);
    return folders(run, "model_id=").stream()
        .filter(model -> has(Table.RUNS, runId, model))
        .toList();
  }

  List<String> folders(Path path, String prefix) {
    return files((system, folder) -> Folders.names(system, folder, prefix), path);
  }

  /** The states of a model, after its blocks; bags of embeddings are not among them. */
  public Dataset<StateRow> states(String runId, String modelId) {
    return rows(runId, modelId).filter(functions.col("layer").geq(0));
  }

  /** The bags of embeddings of a model, below its first block; none where they were not sampled. */
  public Dataset<StateRow> bags(String runId, String modelId) {
    return rows(runId, modelId).filter(functions.col("layer").lt(0));
  }

  private Dataset<StateRow> rows(String runId, String modelId) {
    return read(STATES, runId, modelId)
        .withColumnsRenamed(
            Map.of(
                "prompt_id", "promptId",
                "prompt_set", "promptSet",
                "system_prompt", "systemPrompt"))
        .as(Encoders.bean(StateRow.class));
  }

  /** The files of a model's states. */
  public StateFiles stateFiles(String runId, String modelId) {
    requireComplete(STATES, runId, modelId);
    return files(
        (system, folder) ->
            new StateFiles(
                Arrays.stream(system.listStatus(folder))
                    .map(status -> status.getPath().toString())
                    .filter(path -> path.endsWith(".parquet"))
                    .sorted()
                    .toList()),
        folder(STATES, runId, modelId));
  }

  /** The layers and poolings that were sampled of a model, by pooling and layer. */
  public List<StateFiles.Place> places(String runId, String modelId) {
    return places.computeIfAbsent(
        folder(STATES, runId, modelId), folder -> sampled(runId, modelId));
  }

  private List<StateFiles.Place> sampled(String runId, String modelId) {
    return states(runId, modelId)
        .select("layer", "depth", "pooling")
        .distinct()
        .orderBy("pooling", "layer")
        .collectAsList()
        .stream()
        .map(row -> new StateFiles.Place(row.getInt(0), row.getDouble(1), row.getString(2)))
        .toList();
  }

  /** Those of one pooling, by layer. */
  public List<StateFiles.Place> places(String runId, String modelId, String pooling) {
    return places(runId, modelId).stream().filter(at -> at.pooling().equals(pooling)).toList();
  }

  /** Does work at each place, a task each; what it finds comes to the driver in their order. */
  public <R> List<R> atEach(
      List<StateFiles.Place> places, FlatMapFunction<StateFiles.Place, R> work) {
    return places.isEmpty()
        ? List.of()
        : JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(places, places.size())
            .flatMap(work)
            .collect();
  }

  /** A table's part of a model. */
  public Dataset<Row> read(Table<?> table, String runId, String modelId) {
    return read(table.name(), runId, modelId);
  }

  private Dataset<Row> read(String table, String runId, String modelId) {
    requireComplete(table, runId, modelId);
    return reader.read(folder(table, runId, modelId));
  }

  /** The manifests of a model in some runs, which have one each, by run. */
  public Map<String, RunRow> manifests(List<String> runIds, String modelId) {
    runIds.forEach(run -> requireComplete(Table.RUNS.name(), run, modelId));
    Map<String, RunRow> byRun = new TreeMap<>();
    spark
        .read()
        .parquet(
            runIds.stream()
                .map(run -> folder(Table.RUNS.name(), run, modelId).toString())
                .toArray(String[]::new))
        .select("*", "_metadata.file_path")
        .collectAsList()
        .forEach(row -> byRun.put(Folders.run(row.getAs("file_path")), Table.RUNS.record(row)));
    return byRun;
  }

  private void requireComplete(String table, String runId, String modelId) {
    if (!isComplete(table, runId, modelId)) {
      throw new InputException(
          "Cannot read %s of model %s: run %s has none; sample it first, or name its run with sweep.run-id (%s)"
              .formatted(table, modelId, runId, folder(table, runId, modelId)));
    }
  }

  /** Whether the states of a model were written to the end. */
  public boolean hasStates(String runId, String modelId) {
    return isComplete(STATES, runId, modelId);
  }

  /** Whether a table's part of a model was written to the end. */
  public boolean has(Table<?> table, String runId, String modelId) {
    return isComplete(table.name(), runId, modelId);
  }

  private boolean isComplete(String table, String runId, String modelId) {
    return files(FileSystem::exists, new Path(folder(table, runId, modelId), SUCCESS));
  }

  /** Removes the states of a model, torn or whole. */
  public void deleteStates(String runId, String modelId) {
    delete(folder(STATES, runId, modelId));
  }

  /** Removes a table's part of a model, torn or whole. */
  public void delete(Table<?> table, String runId, String modelId) {
    delete(folder(table.name(), runId, modelId));
  }

  private void delete(Path part) {
    files((system, folder) -> system.delete(folder, true), part);
    places.remove(part);
    reader.forget(part);
  }

  /** A small text beside the tables of a run, hidden from table readers by its underscore. */
  public Optional<String> note(String runId, String name) {
    return notes().find(runId, name).map(Notes.Note::text);
  }

  /** Writes a small text beside the tables of a run; false where another one was there first. */
  public boolean createNote(String runId, String name, String text) {
    return notes().create(runId, name, text);
  }

  /** Writes a small text in the place of a torn one; whoever does it holds the run. */
  public void mendNote(String runId, String name, String text) {
    notes().remove(runId, name);
    notes().create(runId, name, text);
  }

  Notes notes() {
    return new Notes(spark.sparkContext().hadoopConfiguration(), root);
  }

  /** Ends all work of this process: somebody else has taken the run over. */
  void stopWork() {
    spark.sparkContext().cancelAllJobs();
  }

  private Path folder(String table, String runId, String modelId) {
    return new Path(new Path(new Path(root, table), "run_id=" + runId), "model_id=" + modelId);
  }

  <T> T files(Notes.FileAction<T> action, Path path) {
    return notes().files(action, path);
  }
}
