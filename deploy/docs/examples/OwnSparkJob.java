import io.stateprint.jobs.sample.ModelPlan;
import io.stateprint.jobs.sample.ModelRequest;
import io.stateprint.jobs.sample.RunIdentity;
import io.stateprint.jobs.sample.SampleJob;
import io.stateprint.jobs.sample.Texts;
import io.stateprint.jobs.settings.ModelSettings;
import io.stateprint.jobs.settings.PromptFormat;
import io.stateprint.jobs.settings.SamplingSettings;
import io.stateprint.jobs.settings.Settings;
import io.stateprint.jobs.settings.SettingsLoader;
import io.stateprint.jobs.settings.SettingsSources;
import io.stateprint.jobs.style.StyleJob;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Both jobs inside a Spark application of one's own: states into the store, then numbers, then one's own query. */
public final class OwnSparkJob {
  public static void main(String[] args) {
    SparkSession spark = SparkSession.builder().appName("mine").config("spark.sql.sources.partitionColumnTypeInference.enabled", "false").getOrCreate();
    Settings settings = SettingsLoader.load(new SettingsSources(List.of(Path.of(args[0])), List.of(), Path.of(""), Clock.systemUTC()));
    Texts texts = Texts.read(settings.prompts());
    Store store = Store.at(spark, settings.store());
    RunIdentity run = new RunIdentity(settings.runId(), settings.toJson(), settings.fingerprint(), texts.sha256(), settings.seed(), "mine 1.0");

    List<ModelPlan> plans = settings.models().stream().map(model -> ModelPlan.of(request(model, settings), texts.texts())).toList();
    new SampleJob(spark, store, run, (model, at) -> System.out.printf("%s: layer %d of %d%n", model, at.done(), at.all())).run(plans).orThrow();
    for (ModelSettings model : settings.models()) {
      new StyleJob(spark, store, settings.seed()).run(settings.runId(), model.id());
      Dataset<Row> scores = store.read(Table.SCORES, settings.runId(), model.id());
      scores.filter("pooling = 'last' and category = 'all'").select("style", "estimate", "ci_low", "ci_high", "grade").show(false);
      store.states(settings.runId(), model.id()).groupBy("layer").agg(functions.avg("norm")).orderBy("layer").show(false);
    }
    spark.stop();
  }

  private static ModelRequest request(ModelSettings model, Settings settings) {
    SamplingSettings sampling = settings.sampling();
    return new ModelRequest(
        model.id(),
        new ModelRequest.Source(model.checkpoint(), model.checkpoint()),
        model.format() == PromptFormat.CHAT,
        model.system(),
        new ModelRequest.Wanted(sampling.layers(), sampling.pooling(), sampling.precision(), sampling.machine(), sampling.partitions(), sampling.shards()),
        settings.template());
  }
}
