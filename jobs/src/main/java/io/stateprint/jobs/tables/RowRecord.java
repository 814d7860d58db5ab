package io.stateprint.jobs.tables;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * A record class as a Spark row: one column a component, in order, in snake case. Components are
 * {@code String}, {@code Optional<String>} (null where empty), {@code int}, {@code long}, {@code
 * double}, {@code boolean}, {@code float[]}, {@code int[]} or {@code List<String>}.
 *
 * @param <T> the record
 */
final class RowRecord<T extends Record> {
  private static final Map<Class<?>, DataType> TYPES =
      Map.of(
          String.class, DataTypes.StringType,
          Optional.class, DataTypes.StringType,
          int.class, DataTypes.IntegerType,
          long.class, DataTypes.LongType,
          double.class, DataTypes.DoubleType,
          boolean.class, DataTypes.BooleanType,
          float[].class, DataTypes.createArrayType(DataTypes.FloatType, false),
          int[].class, DataTypes.createArrayType(DataTypes.IntegerType, false),
          List.class, DataTypes.createArrayType(DataTypes.StringType, false));

  private final List<RecordComponent> components;
  private final Constructor<T> constructor;

  RowRecord(Class<T> type) {
    this.components = List.of(type.getRecordComponents());
    try {
      this.constructor =
          type.getDeclaredConstructor(
              components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException("not a record: " + type, e);
    }
  }

  /** The columns. */
  StructType schema() {
    return new StructType(
        components.stream()
            .map(
                part ->
                    new StructField(
                        column(part.getName()),
                        type(part),
                        part.getType() == Optional.class,
                        Metadata.empty()))
            .toArray(StructField[]::new));
  }

  /** The record as a row of {@link #schema()}. */
  Row row(T record) {
    return RowFactory.create(components.stream().map(part -> spark(value(part, record))).toArray());
  }

  /** The row as a record; columns are found by name. */
  T of(Row row) {
    try {
      return constructor.newInstance(
          components.stream()
              .map(part -> java(part, row.get(row.fieldIndex(column(part.getName())))))
              .toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot read a row of " + constructor, e);
    }
  }

  private static DataType type(RecordComponent part) {
    return Optional.ofNullable(TYPES.get(part.getType()))
        .orElseThrow(() -> new IllegalArgumentException("no column type for " + part));
  }

  private static Object value(RecordComponent part, Record record) {
    try {
      return part.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot read " + part, e);
    }
  }

  private static @Nullable Object spark(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.orElse(null);
    }
    return value instanceof List<?> list ? list.toArray(String[]::new) : value;
  }

  private static @Nullable Object java(RecordComponent part, @Nullable Object value) {
    if (part.getType() == Optional.class) {
      return Optional.ofNullable(value);
    }
    if (value instanceof scala.collection.Iterable<?> sequence) {
      Object[] items = scala.jdk.javaapi.CollectionConverters.asJava(sequence.toSeq()).toArray();
      return array(part, items);
    }
    return value;
  }

  private static Object array(RecordComponent part, Object[] items) {
    if (part.getType() == float[].class) {
      float[] out = new float[items.length];
      for (int i = 0; i < out.length; i++) {
        out[i] = (Float) items[i];
      }
      return out;
    }
    if (part.getType() == int[].class) {
      return Arrays.stream(items).mapToInt(item -> (Integer) item).toArray();
    }
    return Arrays.stream(items).map(String::valueOf).toList();
  }

  private static String column(String component) {
    return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
