package io.stateprint.jobs.sample;

import ai.djl.Device;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Checkpoints;
import io.stateprint.decoder.Decoder;
import io.stateprint.decoder.Program;
import io.stateprint.jobs.tables.StateRow;
import io.stateprint.sampling.PoolingPlan;
import io.stateprint.sampling.SampledState;
import io.stateprint.sampling.StateSampler;
import io.stateprint.sampling.UnusableStateException;
import io.stateprint.shard.ForwardPass;
import io.stateprint.shard.LayerStates;
import io.stateprint.storage.InputException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state rows of one part, computed layer by layer as they are asked for; one layer of rows is
 * in memory. Whoever opens it closes it.
 */
final class SampledRows implements Iterator<StateRow>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SampledRows.class);

  private final ModelRun run;
  private final Part part;
  private final Hearer hearer;
  private final Checkpoint checkpoint;
  private final Program program;
  private final ForwardPass pass;
  private final StateSampler sampler;
  private Iterator<StateRow> rows = Collections.emptyIterator();
  private PartReport last = new PartReport(0, 0, 0, 0, 0);
  private long states;
  private boolean closed;

  /** Hears what becomes of a part. */
  interface Hearer {
    /** One more layer is done. */
    void layerDone();

    /** All states are given. */
    void finished(PartReport report);
  }

  private SampledRows(ModelRun run, Part part, Hearer hearer, Checkpoint open) {
    this.run = run;
    this.part = part;
    this.hearer = hearer;
    this.checkpoint = open;
    Decoder decoder = Decoder.of(checkpoint);
    Device device = run.device().resolve(Offered.gpus());
    this.program = run.otherProducts() ? decoder.loadOtherwise(device) : decoder.load(device);
    this.pass = ForwardPass.begin(checkpoint, decoder, program, run.input(part));
    this.sampler =
        new StateSampler(
            run.poolings(),
            part.texts().stream().map(text -> new PoolingPlan(text.userTokens())).toList(),
            device);
  }

  /** Opens the checkpoint and embeds the texts. */
  static SampledRows open(ModelRun run, Part part, Hearer hearer) {
    Checkpoint checkpoint = Checkpoints.open(run.checkpoint());
    try {
      return new SampledRows(run, part, hearer, checkpoint);
    } catch (RuntimeException | Error e) {
      checkpoint.close();
      throw e;
    }
  }

  @Override
  public boolean hasNext() {
    while (!rows.hasNext() && !closed && pass.hasNext()) {
      LayerStates layer = pass.next();
      if (Arrays.binarySearch(run.layers(), layer.layer()) >= 0) {
        List<StateRow> sampled = sampled(layer);
        states += sampled.size();
        rows = sampled.iterator();
      }
      report(layer);
    }
    if (!rows.hasNext() && !closed) {
      requireAllStates();
      hearer.finished(last);
      close();
    }
    return rows.hasNext();
  }

  @Override
  public StateRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all states of part %d are given".formatted(part.number()));
    }
    return rows.next();
  }

  /** A pooling after the other, so that whoever reads one of them can pass over the others. */
  private List<StateRow> sampled(LayerStates layer) {
    try {
      return sampler.sample(layer).stream()
          .sorted(Comparator.comparing(SampledState::pooling))
          .map(this::row)
          .toList();
    } catch (UnusableStateException e) {
      throw new InputException(
          "Cannot use the state of %s in model %s: %s"
              .formatted(
                  part.texts().get(e.prompt()).text().label(), run.modelId(), e.getMessage()),
          e);
    }
  }

  private StateRow row(SampledState state) {
    Text text = part.texts().get(state.prompt()).text();
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
    long peak = Memory.peakRssBytes();
    LOG.debug(
        "{} part {} layer {}/{}: {} MiB read, {} s, {} MiB peak",
        run.modelId(),
        part.number(),
        layer.layer() + 1,
        run.passLayers(),
        layer.bytes() >> 20,
        "%.1f".formatted(layer.seconds()),
        peak >> 20);
    last = new PartReport(part.number(), states, layer.bytes(), layer.seconds(), peak);
    hearer.layerDone();
  }

  private void requireAllStates() {
    long expected = (long) part.texts().size() * run.layers().length * run.poolings().size();
    if (states != expected) {
      throw new IllegalStateException(
          "Model %s, part %d gave %d states of %d"
              .formatted(run.modelId(), part.number(), states, expected));
    }
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
