package io.stateprint.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;

/** Writes numbers that are not there as null, which JSON has, and NaN, which it has not. */
final class NullForNan extends SimpleModule {
  private static final long serialVersionUID = 1L;

  NullForNan() {
    addSerializer(double.class, new Numbers());
    addSerializer(Double.class, new Numbers());
    addSerializer(double[].class, new Arrays());
  }

  private static void write(double value, JsonGenerator out) throws IOException {
    if (Double.isFinite(value)) {
      out.writeNumber(value);
    } else {
      out.writeNull();
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
      write(value, out);
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
        write(value, out);
      }
      out.writeEndArray();
    }
  }
}
