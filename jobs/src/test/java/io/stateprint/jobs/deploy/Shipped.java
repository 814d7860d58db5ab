package io.stateprint.jobs.deploy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The files under {@code deploy/}, and what they are held against. */
final class Shipped {
  static final Path DEPLOY = Path.of("../deploy").toAbsolutePath().normalize();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** Fields that a model of Kubernetes does not know are errors, where they are otherwise kept. */
  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .setAnnotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                  return false;
                }
              });

  private Shipped() {}

  static String text(String path) throws IOException {
    return Files.readString(DEPLOY.resolve(path));
  }

  static JsonNode json(String path) throws IOException {
    return new ObjectMapper().readTree(text(path));
  }

  static List<JsonNode> yaml(String text) throws IOException {
    try (MappingIterator<JsonNode> all = YAML.readerFor(JsonNode.class).readValues(text)) {
      return all.readAll();
    }
  }

  /** A model of Kubernetes; a field that it lacks, or of another type, is an error. */
  static <T> T strictly(JsonNode node, Class<T> type) throws IOException {
    return STRICT.treeToValue(node, type);
  }

  /** What is wrong with a document, by a schema that stands beside this class. */
  static Set<String> problems(JsonNode node, String schema) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(Shipped.class.getResourceAsStream(schema + ".schema.json"))) {
      JsonSchema held =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
      return held.validate(node).stream()
          .map(ValidationMessage::getMessage)
          .collect(Collectors.toSet());
    }
  }
}
