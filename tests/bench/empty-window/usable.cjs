/* global module */

/**
 * A script for a page: a promise that resolves when the button can be pressed that `selector` names. It is there, enabled, laid
 * out, and the next frame is drawn.
 */
module.exports.usable = (selector) => `new Promise((resolve) => {
  const look = () => {
    const button = document.querySelector(${JSON.stringify(selector)});
    const isThere = button && !button.disabled && button.getClientRects().length > 0;
    requestAnimationFrame(isThere ? resolve : look);
  };
  look();
})`;
