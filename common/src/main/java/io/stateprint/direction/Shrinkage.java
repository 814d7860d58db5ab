package io.stateprint.direction;

/**
 * How far a sample covariance S = X'X / nu is drawn to a multiple of the identity. Both estimators
 * need only inner products of the rows of X, so no (D, D) matrix is ever made.
 */
public enum Shrinkage {
  /** Oracle approximating shrinkage, Chen et al. 2010 (IEEE TSP 58:5016), equation 23. */
  OAS {
    @Override
    double weight(Moments moments) {
      double d = moments.width();
      double square = moments.trace() * moments.trace();
      double above = (1 - 2 / d) * moments.squares() + square;
      double below = (moments.freedom() + 1 - 2 / d) * (moments.squares() - square / d);
      return below <= 0 ? 1 : Math.min(1, above / below);
    }
  },
  /** Ledoit and Wolf 2004 (J. Multivariate Analysis 88:365), lemma 3.2 to 3.4. */
  LEDOIT_WOLF {
    @Override
    double weight(Moments moments) {
      double spread = moments.squares() - moments.trace() * moments.trace() / moments.width();
      double nu = moments.freedom();
      double noise = (moments.fourth() - nu * moments.squares()) / (nu * nu);
      return spread <= 0 ? 1 : Math.min(1, Math.max(0, noise / spread));
    }
  };

  /** The weight a of the identity, in 0..1. */
  abstract double weight(Moments moments);

  /**
   * The weight a of the identity, in 0..1, from inner products.
   *
   * @param gram X X', rows centred, (n, n)
   * @param freedom nu, degrees of freedom
   * @param width D
   */
  public double weight(double[][] gram, int freedom, int width) {
    return weight(Moments.of(gram, freedom, width));
  }

  /**
   * Moments of S.
   *
   * @param width D
   * @param freedom nu
   * @param trace tr S
   * @param squares tr S^2
   * @param fourth sum over rows of their length to the fourth power
   */
  record Moments(int width, int freedom, double trace, double squares, double fourth) {
    static Moments of(double[][] gram, int freedom, int width) {
      double trace = 0;
      double squares = 0;
      double fourth = 0;
      for (int i = 0; i < gram.length; i++) {
        trace += gram[i][i];
        fourth += gram[i][i] * gram[i][i];
        for (double value : gram[i]) {
          squares += value * value;
        }
      }
      double nu = freedom;
      return new Moments(width, freedom, trace / nu, squares / (nu * nu), fourth);
    }
  }
}
