package io.stateprint.hub;

import io.stateprint.storage.InputException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which files of a repository make the model.
 *
 * @param files to be here
 * @param single the one that is the model itself; empty where their folder is
 */
record WantedFiles(List<RemoteFile> files, Optional<RemoteFile> single) {
  private static final int SHOWN = 40;
  private static final Predicate<String> WEIGHTS = matching("[^/]+\\.safetensors");
  private static final Predicate<String> INDEX = matching("model\\.safetensors\\.index\\.json");
  private static final Predicate<String> USUAL_WEIGHTS =
      matching("model(-\\d+-of-\\d+)?\\.safetensors");
  private static final Predicate<String> ABOUT =
      matching(
          "config\\.json|generation_config\\.json|tokenizer[^/]*\\.json|special_tokens_map\\.json"
              + "|chat_template\\.jinja");
  private static final Predicate<String> GGUF = matching(".+\\.gguf");
  private static final Pattern GGUF_PART = Pattern.compile("(.+)-(\\d{5})-of-(\\d{5})\\.gguf");
  private static final Predicate<String> PICKLE = matching(".+\\.(bin|pt|pth|ckpt|pkl)");

  /** Safetensors with what belongs to them, else the one GGUF file. */
  static WantedFiles of(HubAddress address, List<RemoteFile> all) {
    if (address.file().isPresent()) {
      return one(address, named(address, address.file().orElseThrow(), all), all);
    }
    List<RemoteFile> weights = weights(all);
    if (!weights.isEmpty()) {
      return folder(address, all, weights);
    }
    List<RemoteFile> ggufs = those(all, GGUF);
    if (ggufs.size() == 1 || (!ggufs.isEmpty() && firstOf(ggufs).size() == 1)) {
      return one(address, ggufs.get(0), all);
    }
    if (ggufs.isEmpty()) {
      throw new InputException(
          "Cannot use %s: it holds neither safetensors nor GGUF files%s"
              .formatted(
                  address,
                  those(all, PICKLE).isEmpty() ? "" : ", only pickles, which are not read"));
    }
    throw new InputException(
        "Cannot choose a file of %s: it holds several GGUF files; name one, as in %s:%s (%s)"
            .formatted(address, address, ggufs.get(0).name(), names(ggufs)));
  }

  /** The file, or all parts of the model that it is the first of. */
  private static WantedFiles one(HubAddress address, RemoteFile file, List<RemoteFile> all) {
    Matcher part = GGUF_PART.matcher(file.name());
    if (!part.matches()) {
      return new WantedFiles(List.of(file), Optional.of(file));
    }
    if (Integer.parseInt(part.group(2)) != 1) {
      throw new InputException(
          "Cannot use %s: %s is part %s of %s; all parts are needed, and the first is to be named"
              .formatted(address, file.name(), part.group(2), part.group(3)));
    }
    int count = Integer.parseInt(part.group(3));
    List<RemoteFile> parts = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      String name =
          String.format(Locale.ROOT, "%s-%05d-of-%05d.gguf", part.group(1), number, count);
      parts.add(named(address, name, all));
    }
    return new WantedFiles(parts, Optional.of(file));
  }

  /** What GGUF files begin with, once each, where all are parts; else their names. */
  private static Set<String> firstOf(List<RemoteFile> ggufs) {
    Set<String> stems = new HashSet<>();
    for (RemoteFile file : ggufs) {
      Matcher part = GGUF_PART.matcher(file.name());
      stems.add(part.matches() ? part.group(1) + part.group(3) : file.name());
    }
    return stems;
  }

  private static WantedFiles folder(
      HubAddress address, List<RemoteFile> all, List<RemoteFile> weights) {
    List<RemoteFile> about = those(all, ABOUT.or(INDEX));
    if (about.stream().noneMatch(file -> file.name().equals("config.json"))) {
      throw new InputException(
          "Cannot use %s: it holds safetensors files and no config.json, so it is no whole model"
              .formatted(address));
    }
    List<RemoteFile> both = Stream.concat(about.stream(), weights.stream()).toList();
    return new WantedFiles(both, Optional.empty());
  }

  /** Some repositories repeat the same weights in one more layout, as "consolidated" files. */
  private static List<RemoteFile> weights(List<RemoteFile> all) {
    List<RemoteFile> usual = those(all, USUAL_WEIGHTS);
    return usual.isEmpty() ? those(all, WEIGHTS) : usual;
  }

  private static RemoteFile named(HubAddress address, String name, List<RemoteFile> all) {
    return all.stream()
        .filter(file -> file.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> {
              List<RemoteFile> ggufs = those(all, GGUF);
              return new InputException(
                  "Cannot use %s: the repository holds no such file, %s; %s"
                      .formatted(
                          address,
                          name,
                          ggufs.isEmpty() ? "it holds no GGUF file" : "it holds " + names(ggufs)));
            });
  }

  private static String names(List<RemoteFile> files) {
    String shown =
        files.stream().limit(SHOWN).map(RemoteFile::name).collect(Collectors.joining(", "));
    return files.size() > SHOWN ? shown + ", and " + (files.size() - SHOWN) + " more" : shown;
  }

  private static List<RemoteFile> those(List<RemoteFile> files, Predicate<String> wanted) {
    return files.stream().filter(file -> wanted.test(file.name())).toList();
  }

  private static Predicate<String> matching(String pattern) {
    return Pattern.compile(pattern).asMatchPredicate();
  }
}
