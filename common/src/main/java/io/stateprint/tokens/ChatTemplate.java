package io.stateprint.tokens;

import io.stateprint.storage.InputException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A chat template, ready to render. The template is a stranger's code: it runs in a {@link
 * TemplateEngine}, which is made anew after it broke a limit.
 */
final class ChatTemplate implements AutoCloseable {
  /** Characters; the longest published templates have 30,000. */
  private static final int LONGEST_TEMPLATE = 256 << 10;

  private static final int LONGEST_OUTPUT = 1 << 20;
  private static final int MOST_GROWTH = 64;

  private final TemplateText template;
  private final Map<String, String> specialTokens;
  private final TemplateSettings settings;
  private @Nullable TemplateEngine engine;

  ChatTemplate(
      TemplateText template, Map<String, String> specialTokens, TemplateSettings settings) {
    if (template.text().length() > LONGEST_TEMPLATE) {
      throw new InputException(
          "Cannot use the chat template: its %d characters are more than %d (%s)"
              .formatted(template.text().length(), LONGEST_TEMPLATE, template.origin()));
    }
    this.template = template;
    this.specialTokens = Map.copyOf(specialTokens);
    this.settings = settings;
  }

  TemplateText text() {
    return template;
  }

  /** The conversation as the model is to read it, up to where its answer begins. */
  String render(List<Message> messages) {
    try {
      String rendered = engine().render(variables(messages), Today.directives(settings.date()));
      requireBounded(rendered, messages);
      return rendered;
    } catch (LimitExceeded e) {
      close();
      throw refused(e);
    } catch (InputException e) {
      throw refused(e);
    }
  }

  /** The names that transformers gives to every template, and their values. */
  private Map<String, Object> variables(List<Message> messages) {
    Map<String, Object> variables = new HashMap<>(specialTokens);
    variables.put("messages", messages);
    variables.put("add_generation_prompt", true);
    variables.put("tools", null);
    variables.put("documents", null);
    return variables;
  }

  private static void requireBounded(String rendered, List<Message> messages) {
    long given = messages.stream().mapToLong(message -> message.content().length()).sum();
    long most = Math.max(LONGEST_OUTPUT, MOST_GROWTH * given);
    if (rendered.length() > most) {
      throw new InputException("it makes %d characters of %d".formatted(rendered.length(), given));
    }
  }

  private InputException refused(RuntimeException cause) {
    return new InputException(
        "Cannot render the chat template: %s (%s)".formatted(cause.getMessage(), template.origin()),
        cause);
  }

  private TemplateEngine engine() {
    if (engine == null) {
      engine = TemplateEngine.parse(template.text(), settings.limit());
    }
    return engine;
  }

  @Override
  public void close() {
    if (engine != null) {
      engine.close();
      engine = null;
    }
  }
}
