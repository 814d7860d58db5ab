package io.stateprint.jobs.style;

import java.io.Serializable;

/**
 * What a task gives while the states of a layer and pooling stream by: prompts, some at a time, and
 * behind them what they say together.
 */
sealed interface LayerPiece extends Serializable permits ScoredPrompts, LayerResult {}
