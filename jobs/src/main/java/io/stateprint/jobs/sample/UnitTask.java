package io.stateprint.jobs.sample;

import io.stateprint.jobs.tables.StateFile;
import io.stateprint.jobs.tables.UnitFiles;
import io.stateprint.jobs.tables.UnitRecord;
import java.io.IOException;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.api.java.function.Function;

/**
 * Computes a unit and writes what it gives: the sampled states, then the states at the cut above,
 * then the record that says so. Done again, by a retry or beside another attempt, it writes the
 * same files.
 *
 * @param run the model
 * @param files of the model
 * @param done hears of each layer that is done
 */
record UnitTask(ModelRun run, UnitFiles files, LayerCounts done)
    implements Function<Unit, UnitRecord> {
  @Override
  public UnitRecord call(Unit unit) {
    try (SampledRows rows = SampledRows.open(run, unit, files, this::layerDone)) {
      long bytes = written(rows, unit);
      if (!unit.last()) {
        files.writeCut(unit.shard() + 1, unit.part().number(), rows::writeCut);
      }
      UnitRecord record = rows.record(bytes);
      files.record(record);
      return record;
    } catch (IOException | FSError e) {
      // Hadoop makes an error of a local file that cannot be written.
      throw files.failed(e);
    }
  }

  private void layerDone(long read, long found) {
    done.layerDone(read, found);
    Offered.requireWanted();
  }

  private long written(SampledRows rows, Unit unit) throws IOException {
    if (run.states(unit) == 0) {
      rows.requireNone();
      return 0;
    }
    try (StateFile file = files.states(unit.shard(), unit.part().number())) {
      while (rows.hasNext()) {
        file.add(rows.next());
      }
      return file.commit();
    }
  }
}
