// The portraits of a store for those who stay on the JVM: Spark, and our records as rows.
//
//     deploy/notebooks/jshell notebooks/portraits.jsh STORE
//
// Line by line it can also be typed into `deploy/notebooks/jshell`. The exit code is 0 if a number was drawn.

import io.stateprint.jobs.tables.*;
import org.apache.spark.sql.*;
import static org.apache.spark.sql.functions.*;

int code = 1;

// JShell ends a statement at the first line that could be one: dots stand at the ends of lines.

SparkSession spark = SparkSession.builder().
    master("local[2]").
    config("spark.ui.enabled", "false").
    config("spark.driver.host", "127.0.0.1").
    config("spark.sql.shuffle.partitions", "4").
    config("spark.sql.sources.partitionColumnTypeInference.enabled", "false").
    getOrCreate();

Store store = Store.at(spark, System.getenv().getOrDefault("STATEPRINT_STORE", "runs"));

// The run with the most models.
String run = store.runIds().stream().
    filter(id -> store.modelIds(id).stream().anyMatch(model -> store.has(Table.SCORES, id, model))).
    max(Comparator.comparingInt(id -> store.modelIds(id).size())).
    orElseThrow();

// 0 to 100 in 61 places, and a little beyond on both sides; an estimate is a dot, its 95% interval a line.
// A number of grade X is hollow and in brackets: not to be used.
String line(ScoreRow one) {
  char[] places = " ".repeat(75).toCharArray();
  IntUnaryOperator at = percent -> Math.max(0, Math.min(74, 7 + percent * 60 / 100));
  places[at.applyAsInt(0)] = places[at.applyAsInt(100)] = '|';
  for (int i = at.applyAsInt((int) one.ciLow()); i <= at.applyAsInt((int) one.ciHigh()); i++) places[i] = '─';
  boolean bad = one.grade().equals("X");
  places[at.applyAsInt((int) one.estimate())] = bad ? '○' : '●';
  String number = bad ? "(%.1f)".formatted(one.estimate()) : "%.1f %s".formatted(one.estimate(), one.grade());
  return "  %-13s%s  %s".formatted(one.style(), new String(places), number);
}

System.out.println("Run " + run + ": percent of the model's own range, 0 held back, 100 shown; pooling last");

int drawn = 0;
for (String model : store.modelIds(run)) {
  if (!store.has(Table.SCORES, run, model)) continue;
  System.out.println("\n" + model);
  Dataset<Row> scores = store.read(Table.SCORES, run, model).
      filter(col("pooling").equalTo("last").and(col("category").equalTo("all")));
  for (Row row : scores.collectAsList()) { // four styles
    ScoreRow one = Table.SCORES.record(row);
    boolean measured = !Double.isNaN(one.estimate());
    System.out.println(measured ? line(one) : "  %-13snot measured: %s".formatted(one.style(), one.why()));
    if (measured) drawn++;
  }
}

// The same tables as plain SQL: how many states lie behind these numbers.
store.read(Table.RUNS, run, store.modelIds(run).get(0)).createOrReplaceTempView("manifest");
spark.sql("SELECT architecture, layers, width, prompts, states, round(seconds, 1) AS seconds FROM manifest").show(false);

spark.stop();
code = drawn > 0 ? 0 : 1;
/exit code
