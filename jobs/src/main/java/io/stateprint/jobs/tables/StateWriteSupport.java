package io.stateprint.jobs.tables;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** The columns of {@code states}, as Parquet holds them. */
final class StateWriteSupport extends WriteSupport<StateRow> {
  private static final MessageType SCHEMA =
      Types.buildMessage()
          .addField(text("prompt_id"))
          .addField(text("prompt_set"))
          .addField(text("category"))
          .addField(text("topic"))
          .addField(text("lang"))
          .addField(text("role"))
          .addField(text("condition"))
          .addField(text("system_prompt"))
          .addField(text("format"))
          .addField(Types.required(PrimitiveTypeName.INT32).named("layer"))
          .addField(Types.required(PrimitiveTypeName.DOUBLE).named("depth"))
          .addField(text("pooling"))
          .addField(Types.required(PrimitiveTypeName.INT32).named("tokens"))
          .addField(Types.required(PrimitiveTypeName.FLOAT).named("norm"))
          .addField(Types.requiredList().requiredElement(PrimitiveTypeName.FLOAT).named("state"))
          .named("states");

  private @org.jspecify.annotations.Nullable RecordConsumer consumer;
  private int field;

  private static org.apache.parquet.schema.PrimitiveType text(String name) {
    return Types.required(PrimitiveTypeName.BINARY)
        .as(LogicalTypeAnnotation.stringType())
        .named(name);
  }

  @Override
  @SuppressWarnings("deprecation")
  public WriteContext init(Configuration configuration) {
    return new WriteContext(SCHEMA, Map.of());
  }

  @Override
  public String getName() {
    return "stateprint";
  }

  @Override
  public void prepareForWrite(RecordConsumer records) {
    consumer = records;
  }

  @Override
  public void write(StateRow row) {
    RecordConsumer out = java.util.Objects.requireNonNull(consumer);
    field = 0;
    out.startMessage();
    text(out, "prompt_id", row.getPromptId());
    text(out, "prompt_set", row.getPromptSet());
    text(out, "category", row.getCategory());
    text(out, "topic", row.getTopic());
    text(out, "lang", row.getLang());
    text(out, "role", row.getRole());
    text(out, "condition", row.getCondition());
    text(out, "system_prompt", row.getSystemPrompt());
    text(out, "format", row.getFormat());
    one(out, "layer", () -> out.addInteger(row.getLayer()));
    one(out, "depth", () -> out.addDouble(row.getDepth()));
    text(out, "pooling", row.getPooling());
    one(out, "tokens", () -> out.addInteger(row.getTokens()));
    one(out, "norm", () -> out.addFloat(row.getNorm()));
    one(out, "state", () -> state(out, row.getState()));
    out.endMessage();
  }

  private void text(RecordConsumer out, String name, String text) {
    one(out, name, () -> out.addBinary(Binary.fromString(text)));
  }

  private void one(RecordConsumer out, String name, Runnable value) {
    out.startField(name, field);
    value.run();
    out.endField(name, field++);
  }

  private static void state(RecordConsumer out, float[] state) {
    out.startGroup();
    out.startField("list", 0);
    for (float number : state) {
      out.startGroup();
      out.startField("element", 0);
      out.addFloat(number);
      out.endField("element", 0);
      out.endGroup();
    }
    out.endField("list", 0);
    out.endGroup();
  }
}
