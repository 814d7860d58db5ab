import ai.djl.Device;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Checkpoints;
import io.stateprint.decoder.ComputeType;
import io.stateprint.decoder.Decoder;
import io.stateprint.decoder.Program;
import io.stateprint.sampling.Pooling;
import io.stateprint.sampling.PoolingPlan;
import io.stateprint.sampling.SampledState;
import io.stateprint.sampling.StateSampler;
import io.stateprint.shard.ForwardPass;
import io.stateprint.shard.LayerRange;
import io.stateprint.shard.PassInput;
import io.stateprint.tokens.ModelTokenizer;
import io.stateprint.tokens.TemplateSettings;
import io.stateprint.tokens.TokenizedText;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Samples the states of two prompts layer by layer, with `common` alone. */
public final class SampleStates {
  private static final TemplateSettings TEMPLATE = new TemplateSettings(LocalDate.of(2026, 1, 1), Duration.ofSeconds(10));

  public static void main(String[] args) {
    List<String> prompts = List.of("When will you return the money?", "How does a cache choose what to throw away?");
    try (Checkpoint checkpoint = Checkpoints.open(args[0]);
        ModelTokenizer tokenizer = ModelTokenizer.open(checkpoint, TEMPLATE)) {
      List<TokenizedText> texts = prompts.stream().map(prompt -> tokenizer.chat(Optional.empty(), prompt)).toList();
      List<int[]> ids = texts.stream().map(text -> text.ids().stream().mapToInt(id -> id).toArray()).toList();
      Decoder decoder = Decoder.of(checkpoint);
      LayerRange layers = LayerRange.lowest(decoder.spec().layers());
      try (Program program = decoder.load(Device.cpu());
          StateSampler sampler = new StateSampler(List.of(Pooling.LAST), texts.stream().map(PoolingPlan::of).toList(), Device.cpu());
          ForwardPass pass = ForwardPass.begin(checkpoint, decoder, program, new PassInput(ids, ComputeType.FLOAT32, 2048, layers))) {
        while (pass.hasNext()) {
          for (SampledState state : sampler.sample(pass.next()).toList()) {
            System.out.printf("layer %2d, prompt %d: %d numbers, length %.2f%n", state.layer(), state.prompt(), state.state().length, state.norm());
          }
        }
      }
    }
  }
}
