package io.stateprint.tokens;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/**
 * One template, parsed, in a {@link Sandbox} of its own. The engine is npm's
 * {@code @huggingface/jinja}, by the authors of chat templates. It differs from Jinja2 where a
 * template prints {@code none} (nothing) or a boolean ({@code true}).
 */
final class TemplateEngine implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Source JINJA =
      source(
          "huggingface-jinja-0.5.11.cjs",
          "(function () { const module = { exports: {} };\n",
          "\nreturn module.exports; })()");
  private static final Source GLUE = source("chat-template.js", "", "");

  /** As in Jinja2's sandbox. */
  private static final int LONGEST_RANGE = 100_000;

  private static final int LONGEST_LIST = 1_000_000;

  /** The longest published templates take a tenth of it on a busy machine. */
  private static final Duration PARSING = Duration.ofSeconds(30);

  private static final String TEXT = "text:";
  private static final String RAISED = "raised:";
  private static final String FAILED = "failed:";

  private final Duration limit;
  private final Sandbox sandbox = new Sandbox();
  private final Value functions;

  private TemplateEngine(Duration limit) {
    this.limit = limit;
    this.functions = sandbox.load(TemplateEngine::library);
  }

  /**
   * Parses a template.
   *
   * @throws InputException if it cannot be parsed
   * @throws LimitExceeded if it takes too much
   */
  static TemplateEngine parse(String template, Duration limit) {
    TemplateEngine engine = new TemplateEngine(limit);
    try {
      engine.call("parse", template, PARSING);
      return engine;
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  /**
   * Renders the template.
   *
   * @param variables by name: texts, numbers, booleans, nulls, lists, maps and records of those
   * @param dates the text of each directive of {@code strftime_now}, such as {@code %Y}
   */
  String render(Map<String, Object> variables, Map<String, String> dates) {
    try {
      return call(
          "render", JSON.writeValueAsString(Map.of("variables", variables, "dates", dates)), limit);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private String call(String function, String argument, Duration within) {
    String result =
        sandbox.run(js -> functions.getMember(function).execute(argument).asString(), within);
    if (result.startsWith(TEXT)) {
      return result.substring(TEXT.length());
    }
    if (result.startsWith(RAISED)) {
      throw new InputException("the template refuses: " + result.substring(RAISED.length()));
    }
    throw new InputException(explained(result.substring(FAILED.length())));
  }

  private static String explained(String failure) {
    if (failure.contains("call stack size exceeded")) {
      return "it nests or calls itself too deep";
    }
    if (failure.contains("Invalid string length")) {
      return "it makes a text of more than %d characters".formatted(SandboxContext.LONGEST_TEXT);
    }
    return failure;
  }

  private static Value library(Context context) {
    Value jinja = context.eval(JINJA);
    return context.eval(GLUE).execute(jinja, LONGEST_RANGE, LONGEST_LIST);
  }

  private static Source source(String name, String before, String after) {
    return Source.newBuilder("js", before + resource(name) + after, name).buildLiteral();
  }

  private static String resource(String name) {
    try (InputStream stream = TemplateEngine.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("Resource %s is missing".formatted(name));
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
