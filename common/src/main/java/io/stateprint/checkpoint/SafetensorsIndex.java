package io.stateprint.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stateprint.storage.ByteSource;
import io.stateprint.storage.Folder;
import io.stateprint.storage.InputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The index of a checkpoint of several files.
 *
 * @param location where it lies, for messages
 * @param fileOf the file of each tensor, by name
 */
record SafetensorsIndex(String location, Map<String, String> fileOf) {
  private static final long LONGEST = 100L << 20;

  static SafetensorsIndex read(Folder folder) {
    ByteSource source = folder.open(Safetensors.INDEX);
    ObjectNode json = SmallFile.object(source, LONGEST);
    if (!(json.get("weight_map") instanceof ObjectNode weightMap) || weightMap.isEmpty()) {
      throw new InputException(
          "Cannot read %s: it has no weight_map that names files".formatted(source.location()));
    }
    Map<String, String> fileOf = new LinkedHashMap<>();
    weightMap
        .properties()
        .forEach(e -> fileOf.put(e.getKey(), name(e.getKey(), e.getValue(), source)));
    SafetensorsIndex index = new SafetensorsIndex(source.location(), fileOf);
    index.requirePresent(folder);
    return index;
  }

  private static String name(String tensor, JsonNode file, ByteSource source) {
    String name = file.isTextual() ? file.textValue() : file.toString();
    if (!file.isTextual() || !name.endsWith(".safetensors") || name.matches(".*[/\\\\\0].*")) {
      throw new InputException(
          "Cannot use file %s of tensor %s: the plain name of a .safetensors file is needed (%s)"
              .formatted(name, tensor, source.location()));
    }
    return name;
  }

  private void requirePresent(Folder folder) {
    List<String> present = folder.names();
    for (String file : files()) {
      if (!present.contains(file)) {
        throw new InputException(
            "Cannot find file %s: the index names it, it is not in the folder (%s)"
                .formatted(file, location));
      }
    }
  }

  /** The files that it names, sorted. */
  List<String> files() {
    return fileOf.values().stream().distinct().sorted().toList();
  }

  /** Each tensor must lie in the file that the index says. */
  void requireKept(Map<String, Tensor> tensors) {
    fileOf.forEach(
        (name, file) -> {
          Tensor tensor = tensors.get(name);
          if (tensor == null || !tensor.file().equals(file)) {
            throw new InputException(
                "Cannot find tensor %s: the index says file %s, which lacks it (%s)"
                    .formatted(name, file, location));
          }
        });
  }
}
