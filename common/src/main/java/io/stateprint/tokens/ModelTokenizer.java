package io.stateprint.tokens;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.storage.InputException;
import io.stateprint.storage.Sha256;
import io.stateprint.tokens.Encoder.Token;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A model's own tokenizer and chat template. The same checkpoint and settings give the same tokens.
 * For one thread at a time; the one who opens it closes it.
 */
public final class ModelTokenizer implements AutoCloseable {
  private final String location;
  private final TokenizerFile file;
  private final Encoder encoder;
  private final @Nullable ChatTemplate template;
  private final @Nullable ChatRenderer renderer;

  private ModelTokenizer(
      String location, TokenizerFile file, Encoder encoder, @Nullable ChatTemplate template) {
    this.location = location;
    this.file = file;
    this.encoder = encoder;
    this.template = template;
    this.renderer =
        template == null ? null : new ChatRenderer(template::render, template.text().origin());
  }

  /**
   * Reads the checkpoint's tokenizer and chat template; a model without a template has plain texts
   * only.
   *
   * @throws InputException if there is no tokenizer, or it cannot be used
   */
  public static ModelTokenizer open(Checkpoint checkpoint, TemplateSettings settings) {
    TokenizerFile file = TokenizerFile.of(checkpoint);
    Optional<ChatTemplate> template =
        TemplateText.of(checkpoint)
            .map(text -> new ChatTemplate(text, SpecialTokens.of(checkpoint), settings));
    return new ModelTokenizer(checkpoint.location(), file, encoder(file), template.orElse(null));
  }

  private static Encoder encoder(TokenizerFile file) {
    try {
      return Encoder.of(TokenizerJson.of(file.bytes()));
    } catch (IOException | RuntimeException e) {
      throw new InputException(
          "Cannot read the tokenizer: %s (%s)".formatted(reason(e), file.origin()), e);
    }
  }

  /** Jackson adds a line of its own about where it was. */
  private static String reason(Exception failure) {
    return failure instanceof JsonProcessingException json
        ? "it is not JSON: " + json.getOriginalMessage()
        : String.valueOf(failure.getMessage());
  }

  /**
   * A question as the model's chat template frames it, up to where the answer begins.
   *
   * @throws InputException if the model has no chat template, or the template refuses
   */
  public TokenizedText chat(Optional<String> system, String user) {
    if (renderer == null) {
      throw new InputException(
          "Cannot frame a chat: the model has no chat template; use format = plain (%s)"
              .formatted(location));
    }
    RenderedChat chat = renderer.render(system, user);
    List<Token> tokens = encoder.encode(chat.text(), false);
    return tokenized(chat.text(), tokens, token -> chat.spanOf(token.start(), token.end()));
  }

  /**
   * Whether {@link #chat} has a place for a system prompt: there is a template, and it keeps one.
   */
  public boolean takesSystem() {
    return renderer != null && renderer.takesSystem();
  }

  /** A text as it is, with the special tokens that the tokenizer itself puts around texts. */
  public TokenizedText plain(String text) {
    return tokenized(text, encoder.encode(text, true), token -> Span.USER);
  }

  private TokenizedText tokenized(String text, List<Token> tokens, Function<Token, Span> spanOf) {
    if (tokens.isEmpty()) {
      throw new InputException(
          "Cannot tokenize \"%s\": it has no tokens (%s)".formatted(text, location));
    }
    return new TokenizedText(
        text,
        tokens.stream().map(Token::id).toList(),
        tokens.stream()
            .map(token -> token.special() ? Span.TEMPLATE : spanOf.apply(token))
            .toList());
  }

  /** SHA-256 (hex) of the tokenizer's {@code tokenizer.json}, found or made. */
  public String tokenizerSha256() {
    return Sha256.of(file.bytes());
  }

  /** SHA-256 (hex) of the chat template's text, where the model has one. */
  public Optional<String> templateSha256() {
    return Optional.ofNullable(template).map(it -> Sha256.of(it.text().text()));
  }

  @Override
  public void close() {
    encoder.close();
    if (template != null) {
      template.close();
    }
  }
}
