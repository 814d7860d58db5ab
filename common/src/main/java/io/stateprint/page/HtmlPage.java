package io.stateprint.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page: one file that holds its data, its words, its program and the chart library, and asks
 * nothing of a network. The data stand in elements that are no program; the content security policy
 * lets those two programs run that were written here, known by their SHA-256, and nothing else.
 */
public final class HtmlPage {
  private static final String LIBRARY = "echarts-6.1.0.min.js";
  private static final Pattern SLOT = Pattern.compile("\\{\\{([a-z]+)}}");

  /** In the order in which they stand in the page. */
  private static final List<String> PROGRAM =
      List.of(
          "core.js",
          "table.js",
          "chart.js",
          "overview.js",
          "portrait.js",
          "prompts.js",
          "compare.js",
          "geometry.js",
          "align.js",
          "systems.js",
          "choice.js",
          "drift.js",
          "map.js",
          "method.js",
          "main.js");

  private HtmlPage() {}

  /** Writes the page; it opens in the language of the data and knows the other one too. */
  public static String of(PageData data) {
    String style = resource("page.css");
    String library = resource(LIBRARY);
    String program =
        PROGRAM.stream()
            .map(HtmlPage::resource)
            .collect(Collectors.joining("\n", "(() => {\n\"use strict\";\n", "\n})();\n"));
    Map<String, String> parts =
        Map.of(
            "language", data.language(),
            "policy", policy(style, library, program),
            "style", style,
            "words", PageJson.of(Dictionary.words()),
            "data", PageJson.of(data),
            "library", library,
            "program", program);
    return SLOT.matcher(resource("page.html"))
        .replaceAll(slot -> Matcher.quoteReplacement(part(parts, slot.group(1))));
  }

  /** Bytes that some data take in a page. */
  public static int size(PageData data) {
    return PageJson.of(data).getBytes(StandardCharsets.UTF_8).length;
  }

  private static String part(Map<String, String> parts, String name) {
    String part = parts.get(name);
    if (part == null) {
      throw new IllegalStateException(
          "page.html has a slot {{%s}} that nothing fills".formatted(name));
    }
    return part;
  }

  private static String policy(String style, String library, String program) {
    return "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data: blob:;"
        + " style-src '%s'; script-src '%s' '%s'"
            .formatted(hash(style), hash(library), hash(program));
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The build lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read %s of the build".formatted(name), e);
    }
  }
}
