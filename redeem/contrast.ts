// Which of black and white can be read better on a colour of somebody else's choice.

/**
 * Black or white, whichever can be read better on a colour such as #0b5323 (relative luminance as WCAG has it): at least
 * 4.5 to 1 on any, which is why no colour is refused.
 */
export function inkOn(color: string): '#000' | '#fff' {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000' : '#fff';
}
