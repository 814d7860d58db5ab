package io.stateprint.checkpoint;

import io.stateprint.storage.InputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Metadata values of a GGUF file. Unsigned 64-bit numbers keep their bits. */
final class GgufValue {
  private static final int ARRAY = 9;
  private static final long MOST_ELEMENTS = 1L << 24;

  /** Fewest bytes of a value, by type number. */
  private static final int[] LEAST_BYTES = {1, 1, 2, 2, 4, 4, 4, 1, 8, 12, 8, 8, 8};

  private final GgufCursor cursor;
  private final String key;
  private final String location;

  private GgufValue(GgufCursor cursor, String key, String location) {
    this.cursor = cursor;
    this.key = key;
    this.location = location;
  }

  /** Reads a type number and the value that follows. */
  static Object read(GgufCursor cursor, String key, String location) {
    GgufValue value = new GgufValue(cursor, key, location);
    int type = value.type();
    return type == ARRAY ? value.array() : value.single(type);
  }

  private int type() {
    long type = cursor.u32();
    if (type >= LEAST_BYTES.length) {
      throw cannotRead("its value type is %d, GGUF has 0 to 12".formatted(type));
    }
    return (int) type;
  }

  private List<Object> array() {
    int type = type();
    if (type == ARRAY) {
      throw cannotRead("it is an array of arrays, which no model needs");
    }
    int count = (int) cursor.count("elements of " + key, LEAST_BYTES[type], MOST_ELEMENTS);
    List<Object> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(single(type));
    }
    return Collections.unmodifiableList(values);
  }

  private Object single(int type) {
    return switch (type) {
      case 0 -> cursor.u8();
      case 1 -> cursor.i8();
      case 2 -> cursor.u16();
      case 3 -> cursor.i16();
      case 4 -> cursor.u32();
      case 5 -> cursor.i32();
      case 6 -> cursor.f32();
      case 7 -> bool();
      case 8 -> cursor.text(key, GgufCursor.LONGEST_HEADER);
      case 10, 11 -> cursor.i64();
      case 12 -> cursor.f64();
      default -> throw cannotRead("its value type is " + type);
    };
  }

  private boolean bool() {
    long value = cursor.u8();
    if (value > 1) {
      throw cannotRead("a boolean of %d, where only 0 and 1 are defined".formatted(value));
    }
    return value == 1;
  }

  private InputException cannotRead(String reason) {
    return new InputException("Cannot read metadata %s: %s (%s)".formatted(key, reason, location));
  }
}
