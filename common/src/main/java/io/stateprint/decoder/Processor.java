package io.stateprint.decoder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What Linux tells of the processor, as far as it decides how products are computed.
 *
 * @param cpuinfo the text of /proc/cpuinfo; empty where there is none
 */
record Processor(String cpuinfo) {
  private static final Path CPU = Path.of("/proc/cpuinfo");

  /** The one that this runs on. */
  static Processor here() {
    try {
      return new Processor(Files.isReadable(CPU) ? Files.readString(CPU) : "");
    } catch (IOException e) {
      return new Processor("");
    }
  }

  /**
   * Whether it multiplies faster in bfloat16 than in float32. Tile instructions (AMX) do, and so do
   * AMD's vector ones: 450 against 110 (oneDNN: 225) GFLOP/s a core of Zen 5. On an Intel Xeon that
   * has the vector ones alone bfloat16 took 1.7 times as long: 84 against 145 GFLOP/s a core in
   * libtorch 2.7.1.
   */
  boolean isFastInBfloat16() {
    return has("amx_bf16") || (isAmd() && has("avx512_bf16"));
  }

  /**
   * Whether oneDNN multiplies float32 faster than MKL, which libtorch takes for matrices: on AMD,
   * MKL leaves half of the vector width unused. Zen 5, two cores, 200 to 2,048 rows: 360 to 450
   * against 205 to 220 GFLOP/s.
   */
  boolean isFasterInOneDnn() {
    return isAmd() && has("avx512f");
  }

  /**
   * Cores, without the second threads of one; as many as the virtual machine may use where Linux
   * does not tell them apart.
   */
  int cores() {
    Set<String> cores = new HashSet<>();
    for (String one : cpuinfo.split("\n\n", -1)) {
      Map<String, String> fields = fields(one);
      if (fields.containsKey("core id")) {
        cores.add(fields.get("physical id") + "/" + fields.get("core id"));
      }
    }
    return cores.isEmpty() ? Runtime.getRuntime().availableProcessors() : cores.size();
  }

  private static Map<String, String> fields(String processor) {
    Map<String, String> fields = new HashMap<>();
    for (String line : processor.split("\n", -1)) {
      String[] parts = line.split(":", 2);
      if (parts.length == 2) {
        fields.put(parts[0].strip(), parts[1].strip());
      }
    }
    return fields;
  }

  private boolean isAmd() {
    return cpuinfo.contains("AuthenticAMD");
  }

  private boolean has(String flag) {
    return cpuinfo
        .lines()
        .anyMatch(line -> line.startsWith("flags") && (line + " ").contains(" " + flag + " "));
  }
}
