package io.stateprint.jobs.sample;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.decoder.DecoderSpec;
import io.stateprint.jobs.tables.TokenRow;
import io.stateprint.sampling.Pooling;
import io.stateprint.sampling.PoolingPlan;
import io.stateprint.storage.InputException;
import io.stateprint.storage.Sha256;
import io.stateprint.tokens.ModelTokenizer;
import io.stateprint.tokens.Span;
import io.stateprint.tokens.TokenizedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All texts as one model sees them; each fits its context and has tokens for every pooling. Texts
 * under a system prompt of their own are left out where the model has no place for one.
 *
 * @param texts with ids
 * @param rows of the tokens table, in the same order
 * @param tokenizerSha256 of the tokenizer
 * @param templateSha256 of the chat template, empty where there is none
 * @param notes what was left out, a sentence each
 */
record Tokenized(
    List<TokenText> texts,
    List<TokenRow> rows,
    String tokenizerSha256,
    String templateSha256,
    List<String> notes) {
  private static final int LISTED = 10;

  /** One text for all tokens of a span: a text each would take a kilobyte a prompt. */
  private static final Map<Span, String> SPANS =
      Arrays.stream(Span.values())
          .collect(
              Collectors.toUnmodifiableMap(
                  span -> span, span -> span.name().toLowerCase(Locale.ROOT)));

  static Tokenized of(
      Checkpoint checkpoint, ModelRequest request, DecoderSpec spec, List<Text> texts) {
    try (ModelTokenizer tokenizer = ModelTokenizer.open(checkpoint, request.template())) {
      List<TokenText> out = new ArrayList<>();
      List<TokenRow> rows = new ArrayList<>();
      List<String> problems = new ArrayList<>();
      List<Text> placed = placed(texts, request, tokenizer);
      for (Text text : placed) {
        TokenizedText tokens = tokens(text, request, tokenizer);
        int[] ids = tokens.ids().stream().mapToInt(Integer::intValue).toArray();
        PoolingPlan pooling = PoolingPlan.of(tokens);
        problem(text, ids, pooling, request, spec).ifPresent(problems::add);
        out.add(new TokenText(text, ids, pooling.userTokens()));
        rows.add(row(text, ids, tokens));
      }
      refuse(problems, request);
      return new Tokenized(
          out,
          rows,
          tokenizer.tokenizerSha256(),
          tokenizer.templateSha256().orElse(""),
          notes(texts.size() - placed.size(), request));
    }
  }

  /** Other models of the sweep may have a place for a system prompt, so its texts stop nobody. */
  private static List<Text> placed(
      List<Text> texts, ModelRequest request, ModelTokenizer tokenizer) {
    boolean takes =
        texts.stream().noneMatch(Text::hasSystem) || (request.chat() && tokenizer.takesSystem());
    return takes ? texts : texts.stream().filter(text -> !text.hasSystem()).toList();
  }

  private static List<String> notes(int leftOut, ModelRequest request) {
    return leftOut == 0
        ? List.of()
        : List.of(
            "%s: %d texts under system prompts are left out, %s (sweep.system-prompts)"
                .formatted(
                    request.id(),
                    leftOut,
                    request.chat()
                        ? "because its chat template has no place for one"
                        : "because format = plain has no place for one"));
  }

  private static TokenizedText tokens(Text text, ModelRequest request, ModelTokenizer tokenizer) {
    if (!request.chat()) {
      return tokenizer.plain(text.inPlain());
    }
    Optional<String> system = text.hasSystem() ? Optional.of(text.system()) : request.system();
    TokenizedText tokens = tokenizer.chat(system, text.content());
    requireSystem(tokens, system.orElse("").strip(), text, request);
    return tokens;
  }

  /** Templates may trim a system prompt; one that is not in the text was dropped. */
  private static void requireSystem(
      TokenizedText tokens, String system, Text text, ModelRequest request) {
    if (!tokens.rendered().contains(system)) {
      throw new InputException(
          "Cannot give model %s the system prompt \"%s\": its chat template leaves it out; leave"
                  .formatted(request.id(), system)
              + " %s out, or take a model that knows system messages (%s)"
                  .formatted(
                      text.hasSystem() ? "sweep.system-prompts" : "system", request.checkpoint()));
    }
  }

  private static Optional<String> problem(
      Text text, int[] ids, PoolingPlan pooling, ModelRequest request, DecoderSpec spec) {
    if (ids.length > spec.context()) {
      return Optional.of(
          "%s has %d tokens, the model's context is %d: shorten it"
              .formatted(text.label(), ids.length, spec.context()));
    }
    if (request.wanted().poolings().stream().anyMatch(wanted -> !pooling.allows(wanted))) {
      return Optional.of(
          "%s has no token of its own after the first, so nothing to pool: lengthen it, or set"
                  .formatted(text.label())
              + " sweep.sampling.pooling = [%s]".formatted(Pooling.LAST.id()));
    }
    return Optional.empty();
  }

  private static void refuse(List<String> problems, ModelRequest request) {
    if (!problems.isEmpty()) {
      int rest = problems.size() - LISTED;
      throw new InputException(
          "Cannot sample model %s: %s%s (%s)"
              .formatted(
                  request.id(),
                  String.join("; ", problems.subList(0, Math.min(LISTED, problems.size()))),
                  rest > 0 ? "; and %d more".formatted(rest) : "",
                  request.checkpoint()));
    }
  }

  private static TokenRow row(Text text, int[] ids, TokenizedText tokens) {
    return new TokenRow(
        text.promptId(),
        text.condition(),
        ids,
        tokens.spans().stream().map(SPANS::get).toList(),
        tokens.rendered(),
        Sha256.of(tokens.ids().stream().map(String::valueOf).collect(Collectors.joining(","))));
  }
}
