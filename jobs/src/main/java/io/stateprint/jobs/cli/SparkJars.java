package io.stateprint.jobs.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Tells the jars that every Spark installation brings from those that must travel. */
public final class SparkJars {
  /**
   * Names as they stand in the folder {@code jars} of Spark 4.1, without versions. GraalJS has an
   * icu4j of its own under Graal's versions.
   */
  private static final Pattern BROUGHT =
      Pattern.compile(
          "(spark-(?!hadoop-cloud)|scala-|hadoop-client-|hadoop-shaded-|log4j-|slf4j-|jcl-over-|jul-to-"
              + "|netty-|jackson-|parquet-|arrow-|orc-|hive-storage-|avro-|avro-ipc|avro-mapred"
              + "|rocksdbjni|leveldbjni|zstd-jni|snappy-|lz4-|compress-lzf|aircompressor|xz-"
              + "|jersey-|jakarta\\.|javax\\.|hk2-|aopalliance|osgi-|javassist|metrics-|kryo-|chill"
              + "|minlog|objenesis|janino|commons-(codec|collections4|compiler|compress|crypto|io|lang3|math3|text)-"
              + "|antlr4-runtime|RoaringBitmap|zookeeper|curator-|audience-|ivy-|oro-|json4s-|jjwt-"
              + "|xbean-|datasketches|threeten-extra|stream-|univocity|py4j|pickle|paranamer"
              + "|guava|failureaccess|listenablefuture|flatbuffers|tink|jctools|jts-core"
              + "|xmlschema-core|protobuf-java|gson-|jsr305|icu4j-(?!2[0-9][.])).*\\.jar");

  private SparkJars() {}

  /** Whether a jar of this file name is in every Spark installation. */
  public static boolean isBrought(String fileName) {
    return BROUGHT.matcher(fileName).matches();
  }

  /**
   * Paths of the jars of a class path that a cluster lacks.
   *
   * @param classPath as Java spells it; folders of classes and files that are not there are left
   *     out
   */
  static List<String> travelling(String classPath) {
    return Arrays.stream(classPath.split(Pattern.quote(File.pathSeparator), -1))
        .filter(entry -> entry.endsWith(".jar"))
        .map(Path::of)
        .filter(jar -> Files.isRegularFile(jar) && !isBrought(String.valueOf(jar.getFileName())))
        .map(jar -> jar.toAbsolutePath().toString())
        .toList();
  }
}
