package io.stateprint.choice;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stateprint.sampling.Pooling;
import io.stateprint.storage.InputException;
import io.stateprint.storage.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads task profiles: the shipped ones by name, a user's own from a JSON file. */
public final class TaskProfiles {
  /** Names of the shipped profiles. */
  public static final List<String> SHIPPED = List.of("support", "creative", "analytics");

  private static final String NOTE =
      "Weights and knots are editorial: whoever wrote the profile chose them.";
  private static final Set<String> KEYS = Set.of("id", "version", "note", "pooling", "features");
  private static final List<String> POOLINGS =
      Arrays.stream(Pooling.values()).map(Pooling::id).toList();
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private TaskProfiles() {}

  /** A shipped profile by its name, or else the profile in the file of that path. */
  public static TaskProfile of(String nameOrFile) {
    return SHIPPED.contains(nameOrFile) ? shipped(nameOrFile) : read(Path.of(nameOrFile));
  }

  /** The profile in a file. */
  static TaskProfile read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new InputException(
          "Cannot read task profile %s: there is no such file; give a path, or one of %s"
              .formatted(file, SHIPPED));
    }
    try {
      return parse(file.toString(), Files.readString(file), false);
    } catch (CharacterCodingException e) {
      throw new InputException(
          "Cannot read task profile %s: it is no text in UTF-8; save it as UTF-8".formatted(file),
          e);
    } catch (IOException e) {
      throw new InputException(
          "Cannot read task profile %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static TaskProfile shipped(String name) {
    String resource = name + ".json";
    try (InputStream in = requireNonNull(TaskProfiles.class.getResourceAsStream(resource))) {
      return parse(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TaskProfile parse(String file, String text, boolean shipped) {
    ProfileObject profile = new ProfileObject(file, "the profile", tree(file, text));
    profile.requireKeys(KEYS);
    return new TaskProfile(
        profile.text("id"),
        profile.text("version", ""),
        profile.text("note", NOTE),
        pooling(profile),
        wishes(profile),
        new TaskProfile.Source(file, Sha256.of(text), shipped));
  }

  private static JsonNode tree(String file, String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new InputException(
          "Cannot read task profile %s: %s (line %d)"
              .formatted(file, e.getOriginalMessage(), e.getLocation().getLineNr()),
          e);
    }
  }

  private static Pooling pooling(ProfileObject profile) {
    return profile.has("pooling")
        ? Pooling.valueOf(profile.choice("pooling", POOLINGS).toUpperCase(Locale.ROOT))
        : Pooling.LAST;
  }

  private static List<TaskProfile.Wish> wishes(ProfileObject profile) {
    JsonNode features = profile.node().path("features");
    if (!features.isArray() || features.isEmpty()) {
      throw profile.bad("\"features\": %s; a list of one or more is needed".formatted(features));
    }
    List<TaskProfile.Wish> wishes = new ArrayList<>();
    Set<Feature> seen = new HashSet<>();
    for (int i = 0; i < features.size(); i++) {
      WishReader wish =
          new WishReader(
              new ProfileObject(profile.file(), "feature %d".formatted(i + 1), features.get(i)));
      wishes.add(wish.read());
      if (!seen.add(wishes.get(i).feature())) {
        throw profile.bad("%s twice; once is enough".formatted(wishes.get(i).feature().label()));
      }
    }
    return wishes;
  }
}
