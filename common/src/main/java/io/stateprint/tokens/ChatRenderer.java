package io.stateprint.tokens;

import io.stateprint.storage.InputException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Renders conversations and finds the contents in what comes out, though they may be trimmed,
 * repeated, or occur in the template's own text too.
 */
final class ChatRenderer {
  private final Function<List<Message>, String> template;
  private final String origin;

  /** By whether there is a system text. */
  private final Map<Boolean, ChatLayout> layouts = new HashMap<>();

  /** Renders with {@code template}, which came from {@code origin}. */
  ChatRenderer(Function<List<Message>, String> template, String origin) {
    this.template = template;
    this.origin = origin;
  }

  RenderedChat render(Optional<String> system, String user) {
    String text = template.apply(Message.conversation(system, user));
    List<Region> regions =
        located(layout(system.isPresent()), text, system.orElse(""), user)
            .or(() -> locatedApart(text, system, user))
            .filter(found -> found.stream().anyMatch(region -> region.span() == Span.USER))
            .orElseThrow(() -> lost(user));
    return new RenderedChat(text, regions);
  }

  /** Whether what the system says is in what comes out; a template may drop or refuse it. */
  boolean takesSystem() {
    try {
      return layout(true).places().contains(Span.SYSTEM);
    } catch (InputException e) {
      return false;
    }
  }

  private ChatLayout layout(boolean withSystem) {
    return layouts.computeIfAbsent(
        withSystem,
        with ->
            layoutOf(
                with ? Optional.of(ChatLayout.SYSTEM_MARK) : Optional.empty(),
                ChatLayout.USER_MARK));
  }

  private ChatLayout layoutOf(Optional<String> system, String user) {
    return ChatLayout.of(template.apply(Message.conversation(system, user)));
  }

  private static Optional<List<Region>> located(
      ChatLayout layout, String text, String system, String user) {
    return variants(system).stream()
        .flatMap(
            trimmed ->
                variants(user).stream()
                    .flatMap(asked -> layout.locate(text, trimmed, asked).stream()))
        .findFirst();
  }

  /** Some templates choose their words by a content: then each content is sought alone. */
  private Optional<List<Region>> locatedApart(String text, Optional<String> system, String user) {
    Optional<List<Region>> asked =
        located(layoutOf(system, ChatLayout.USER_MARK), text, "", user)
            .or(() -> only(text, user, Span.USER));
    if (system.isEmpty()) {
      return asked;
    }
    Optional<List<Region>> told =
        located(layoutOf(Optional.of(ChatLayout.SYSTEM_MARK), user), text, system.orElse(""), "")
            .or(() -> only(text, system.orElse(""), Span.SYSTEM));
    return told.flatMap(left -> asked.flatMap(right -> apart(left, right)));
  }

  /** The place of a content that occurs once. */
  private static Optional<List<Region>> only(String text, String content, Span span) {
    return variants(content).stream()
        .filter(text::contains)
        .findFirst()
        .filter(found -> text.indexOf(found) == text.lastIndexOf(found))
        .map(found -> new Region(text.indexOf(found), text.indexOf(found) + found.length(), span))
        .map(List::of);
  }

  /** Both, unless one was found within the other: then it is not where it seems to be. */
  private static Optional<List<Region>> apart(List<Region> left, List<Region> right) {
    boolean crossing =
        left.stream()
            .anyMatch(l -> right.stream().anyMatch(r -> l.overlap(r.start(), r.end()) > 0));
    return crossing
        ? Optional.empty()
        : Optional.of(Stream.concat(left.stream(), right.stream()).toList());
  }

  /** What a template may make of a content. */
  private static Set<String> variants(String content) {
    Set<String> variants = new LinkedHashSet<>();
    variants.add(content);
    variants.add(Blanks.trim(content));
    variants.add(Blanks.trimStart(content));
    variants.add(Blanks.trimEnd(content));
    return variants;
  }

  private InputException lost(String user) {
    return new InputException(
        "Cannot find the contents in the rendered chat of \"%s\": the chat template leaves them"
                .formatted(user.length() > 80 ? user.substring(0, 80) + "..." : user)
            + " out, or changes them in a way that is not known; use format = plain (%s)"
                .formatted(origin));
  }
}
