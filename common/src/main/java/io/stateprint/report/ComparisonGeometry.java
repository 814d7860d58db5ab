package io.stateprint.report;

import io.stateprint.geometry.LayerLikeness;
import io.stateprint.geometry.Likeness;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** How alike two models lay out the prompts, by depth. */
final class ComparisonGeometry {
  private static final int COLUMN = 9;

  private final Words words;
  private final PairSection pair;
  private final List<String> lines = new ArrayList<>();

  ComparisonGeometry(Words words, PairSection pair) {
    this.words = words;
    this.pair = pair;
  }

  List<String> lines() {
    lines.add("");
    lines.add(words.say("geometry"));
    List<LayerLikeness> layers = pair.layers();
    if (layers.isEmpty()) {
      lines.add("  " + words.say("geometry.few"));
      return lines;
    }
    words
        .say("geometry.how", Integer.toString(pair.asked().permutations()))
        .lines()
        .forEach(one -> lines.add("  " + one));
    table(layers);
    return lines;
  }

  private void table(List<LayerLikeness> layers) {
    boolean[] cka = LayerLikeness.beyond(layers, LayerLikeness::cka);
    boolean[] rsa = LayerLikeness.beyond(layers, LayerLikeness::rsa);
    boolean[] style = LayerLikeness.beyond(layers, LayerLikeness::style);
    String names = "%-9s  %s".formatted(cut(pair.names().get(0)), cut(pair.names().get(1)));
    lines.add("  " + row(names, "CKA", "RSA", words.say("geometry.style")));
    for (int l = 0; l < layers.size(); l++) {
      LayerLikeness one = layers.get(l);
      String place =
          "%2d (%s)  %2d (%s)"
              .formatted(
                  one.first(),
                  words.number(one.firstDepth(), 2),
                  one.second(),
                  words.number(one.secondDepth(), 2));
      lines.add(
          "  "
              + row(
                  place,
                  cell(one.cka(), cka[l]),
                  cell(one.rsa(), rsa[l]),
                  cell(one.style(), style[l])));
    }
    summary("CKA", LayerLikeness::cka, cka);
    summary("RSA", LayerLikeness::rsa, rsa);
    summary(words.say("geometry.style"), LayerLikeness::style, style);
  }

  private static String row(String layers, String cka, String rsa, String style) {
    return "%-20s  %-29s  %-29s  %s".formatted(layers, cka, rsa, style).stripTrailing();
  }

  private static String cut(String name) {
    return name.length() <= COLUMN ? name : name.substring(0, COLUMN - 2) + "..";
  }

  private String cell(Likeness one, boolean beyond) {
    return one.present()
        ? "%5s [%5s; %5s] (%5s)%s"
            .formatted(
                words.number(one.value(), 2),
                words.number(one.interval().low(), 2),
                words.number(one.interval().high(), 2),
                words.number(one.expected(), 2),
                beyond ? "*" : "")
        : "-";
  }

  private void summary(String what, Function<LayerLikeness, Likeness> which, boolean[] beyond) {
    long present = pair.layers().stream().map(which).filter(Likeness::present).count();
    long found = IntStream.range(0, beyond.length).filter(l -> beyond[l]).count();
    lines.add(
        "  " + words.say("geometry.beyond", what, Long.toString(found), Long.toString(present)));
  }
}
