package io.stateprint.jobs.sample;

import ai.djl.Device;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.decoder.Decoder;
import io.stateprint.decoder.Program;
import io.stateprint.jobs.tables.StateRow;
import io.stateprint.jobs.tables.UnitFiles;
import io.stateprint.jobs.tables.UnitRecord;
import io.stateprint.sampling.Pooling;
import io.stateprint.sampling.PoolingPlan;
import io.stateprint.sampling.SampledState;
import io.stateprint.sampling.StateSampler;
import io.stateprint.sampling.UnusableStateException;
import io.stateprint.shard.ForwardPass;
import io.stateprint.shard.LayerStates;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state rows of one unit, computed layer by layer as they are asked for; those of one chunk are
 * in memory. Whoever opens it closes it.
 */
final class SampledRows implements Iterator<StateRow>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SampledRows.class);

  private final ModelRun run;
  private final Unit unit;
  private final Hearer hearer;
  private final Checkpoint checkpoint;
  private final Program program;
  private final ForwardPass pass;
  private final StateSampler sampler;
  private Iterator<SampledState> rows = Collections.emptyIterator();
  private double seconds;
  private long bytesRead;
  private long bytesFound;
  private long states;
  private boolean begun;
  private boolean closed;

  /** Hears that one more layer is done. */
  interface Hearer {
    /**
     * It is.
     *
     * @param bytes of weights that were read since the layer before
     * @param found bytes that were on the local disk instead
     */
    void layerDone(long bytes, long found);
  }

  /** How a pass begins. */
  private interface Start {
    ForwardPass pass(Checkpoint checkpoint, Program program);
  }

  private SampledRows(ModelRun run, Unit unit, Hearer hearer, Checkpoint open, Start start) {
    this.run = run;
    this.unit = unit;
    this.hearer = hearer;
    this.checkpoint = open;
    Decoder decoder = Decoder.of(checkpoint);
    Device device = Offered.device(run.device());
    this.program = run.otherProducts() ? decoder.loadOtherwise(device) : decoder.load(device);
    try {
      this.pass = start.pass(checkpoint, program);
    } catch (RuntimeException | Error e) {
      program.close();
      throw e;
    }
    this.sampler =
        new StateSampler(
            run.poolings(),
            unit.part().texts().stream().map(text -> new PoolingPlan(text.userTokens())).toList(),
            device);
  }

  /** Opens the checkpoint and embeds the texts; all layers in one. */
  static SampledRows open(ModelRun run, Part part, Hearer hearer) {
    Unit unit = Unit.whole(run, part);
    return open(run, unit, hearer, embedded(run, unit));
  }

  /** Opens the checkpoint, and embeds the texts or takes up their states where the cut below is. */
  static SampledRows open(ModelRun run, Unit unit, UnitFiles files, Hearer hearer) {
    return open(
        run, unit, hearer, unit.shard() == 0 ? embedded(run, unit) : resumed(run, unit, files));
  }

  private static SampledRows open(ModelRun run, Unit unit, Hearer hearer, Start start) {
    Checkpoint checkpoint = Reading.open(run.checkpoint(), run.reading());
    try {
      return new SampledRows(run, unit, hearer, checkpoint, start);
    } catch (RuntimeException | Error e) {
      checkpoint.close();
      throw e;
    }
  }

  private static Start embedded(ModelRun run, Unit unit) {
    return (checkpoint, program) ->
        ForwardPass.begin(checkpoint, Decoder.of(checkpoint), program, run.input(unit));
  }

  private static Start resumed(ModelRun run, Unit unit, UnitFiles files) {
    int part = unit.part().number();
    return (checkpoint, program) -> {
      try (ReadableByteChannel cut = files.openCut(unit.shard(), part)) {
        String place = files.cutPlace(unit.shard(), part);
        return ForwardPass.resume(checkpoint, program, run.input(unit), cut, place);
      } catch (IOException e) {
        throw new InputException(
            "Cannot read the states of a cut: %s (%s)"
                .formatted(e.getMessage(), files.cutPlace(unit.shard(), part)),
            e);
      }
    };
  }

  @Override
  public boolean hasNext() {
    if (!begun) {
      begun = true;
      rows = bags();
    }
    while (!isMore() && pass.hasNext()) {
      LayerStates layer = pass.next();
      if (Arrays.binarySearch(run.layers(), layer.layer()) >= 0) {
        rows = sampler.sample(layer).iterator();
      }
      report(layer);
    }
    if (!rows.hasNext()) {
      requireAllStates();
    }
    return rows.hasNext();
  }

  /** Those of the next chunk are made where the last one has no more. */
  private boolean isMore() {
    try {
      return rows.hasNext();
    } catch (UnusableStateException e) {
      throw new InputException(
          "Cannot use the state of %s in model %s: %s"
              .formatted(
                  unit.part().texts().get(e.prompt()).text().label(),
                  run.modelId(),
                  e.getMessage()),
          e);
    }
  }

  @Override
  public StateRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all states of %s are given".formatted(unit));
    }
    states++;
    return row(rows.next());
  }

  /** Bags of embeddings, where the unit begins at them. */
  private Iterator<SampledState> bags() {
    return run.bags(unit) == 0
        ? Collections.emptyIterator()
        : sampler
            .sample(
                pass.embeddings(),
                List.of(Pooling.USER),
                prompt -> unit.part().texts().get(prompt).isBagged())
            .iterator();
  }

  private StateRow row(SampledState state) {
    Text text = unit.part().texts().get(state.prompt()).text();
    StateRow row = new StateRow();
    row.setPromptId(text.promptId());
    row.setPromptSet(text.promptSet());
    row.setCategory(text.category());
    row.setTopic(text.topic());
    row.setLang(text.lang());
    row.setRole(text.role());
    row.setCondition(text.condition());
    row.setSystemPrompt(text.hasSystem() ? text.system() : run.system());
    row.setFormat(run.format());
    row.setLayer(state.layer());
    row.setDepth((state.layer() + 1.0) / run.modelLayers());
    row.setPooling(state.pooling().id());
    row.setTokens(state.tokens());
    row.setNorm(state.norm());
    row.setState(state.state());
    return row;
  }

  private void report(LayerStates layer) {
    seconds = layer.seconds();
    long since = layer.bytes() - bytesRead;
    bytesRead = layer.bytes();
    long found = checkpoint.bytesFound() - bytesFound;
    bytesFound += found;
    LOG.debug(
        "{} part {} layer {}/{}: {} MiB read, {} s, {} MiB peak",
        run.modelId(),
        unit.part().number(),
        layer.layer() + 1,
        run.passLayers(),
        bytesRead >> 20,
        "%.1f".formatted(seconds),
        Memory.peakRssBytes() >> 20);
    hearer.layerDone(since, found);
  }

  private void requireAllStates() {
    long expected = run.states(unit);
    if (states != expected) {
      throw new IllegalStateException(
          "Model %s, %s gave %d states of %d".formatted(run.modelId(), unit, states, expected));
    }
  }

  /** Goes through layers of which none is sampled. */
  void requireNone() {
    if (hasNext()) {
      throw new IllegalStateException("Model %s samples %s".formatted(run.modelId(), unit));
    }
  }

  /** Writes the states of all tokens after the last layer. */
  void writeCut(WritableByteChannel out) throws IOException {
    pass.writeCut(out);
  }

  /**
   * What the unit was, once all its states are given.
   *
   * @param fileBytes length of the file that they were written to, bytes
   */
  UnitRecord record(long fileBytes) {
    return new UnitRecord(
        unit.shard(),
        unit.part().number(),
        states,
        fileBytes,
        bytesRead,
        seconds,
        Memory.peakRssBytes());
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      pass.close();
      sampler.close();
      program.close();
      checkpoint.close();
    }
  }
}
