package io.stateprint.page;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * JSON inside a script element: numbers with four digits (five where they stand alone), what is not
 * there as null, and no character that could end the element.
 */
final class PageJson {
  private static final int IN_ARRAYS = 4;
  private static final int ALONE = 5;
  private static final double EXACT = 1e9;
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(
              new SimpleModule()
                  .addSerializer(double.class, new Numbers())
                  .addSerializer(Double.class, new Numbers())
                  .addSerializer(double[].class, new Arrays()));

  private PageJson() {}

  /** Data as text that may stand in a script element of a page. */
  static String of(Object data) {
    try {
      return JSON.writeValueAsString(data)
          .replace("<", "\\u003c")
          .replace(">", "\\u003e")
          .replace("&", "\\u0026")
          .replace("\u2028", "\\u2028")
          .replace("\u2029", "\\u2029");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A page is not JSON", e);
    }
  }

  private static void write(double value, int digits, JsonGenerator out) throws IOException {
    if (!Double.isFinite(value)) {
      out.writeNull();
    } else if (value == Math.rint(value) && Math.abs(value) < EXACT) {
      out.writeNumber((long) value);
    } else {
      BigDecimal rounded =
          new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
      String plain = rounded.toPlainString();
      String scientific = rounded.toString();
      out.writeNumber(plain.length() <= scientific.length() ? plain : scientific);
    }
  }

  private static final class Numbers extends StdSerializer<Double> {
    private static final long serialVersionUID = 1L;

    Numbers() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      write(value, ALONE, out);
    }
  }

  private static final class Arrays extends StdSerializer<double[]> {
    private static final long serialVersionUID = 1L;

    Arrays() {
      super(double[].class);
    }

    @Override
    public void serialize(double[] values, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeStartArray();
      for (double value : values) {
        write(value, IN_ARRAYS, out);
      }
      out.writeEndArray();
    }
  }
}
