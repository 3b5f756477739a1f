/*
 * Replaces the design tokens of the toolkit in the build. The toolkit copies 50 variables of the theme by script whenever
 * the theme changes; here its styles use these variables themselves. Only the tokens of the registered elements are here.
 */

/** The variable of the theme, or the default of the toolkit. */
const themed = (name: string, otherwise: string) => `var(--vscode-${name}, ${otherwise})`;

/** High contrast themes define few backgrounds. `theme.css` defines `--coze-absent` for them. */
const background = (name: string, otherwise: string) => themed(name, `var(--coze-absent, ${otherwise})`);

export const borderWidth = '1';
export const buttonBorder = themed('button-border', 'transparent');
export const buttonIconBackground = 'transparent';
export const buttonIconCornerRadius = '5px';
export const buttonIconFocusBorderOffset = '0';
export const buttonIconHoverBackground = 'var(--coze-absent, rgba(90, 93, 94, 0.31))';
export const buttonIconPadding = '3px';
export const buttonPaddingHorizontal = '11px';
export const buttonPaddingVertical = '4px';
export const buttonPrimaryBackground = background('button-background', '#0e639c');
export const buttonPrimaryForeground = themed('button-foreground', '#fff');
export const buttonPrimaryHoverBackground = themed('button-hoverBackground', buttonPrimaryBackground);
export const buttonSecondaryBackground = background('button-secondaryBackground', '#3a3d41');
export const buttonSecondaryForeground = themed('button-secondaryForeground', '#fff');
export const buttonSecondaryHoverBackground = background('button-secondaryHoverBackground', '#45494e');
export const contrastActiveBorder = themed('contrastActiveBorder', 'transparent');
export const cornerRadiusRound = '2';
export const designUnit = '4';
export const disabledOpacity = '0.4';
export const dropdownBorder = themed('dropdown-border', '#3c3c3c');
export const focusBorder = themed('focusBorder', '#007fd4');
export const fontFamily = themed('font-family', 'system-ui, sans-serif');
export const foreground = themed('foreground', '#ccc');
export const inputBackground = background('input-background', '#3c3c3c');
export const inputForeground = themed('input-foreground', '#ccc');
export const inputHeight = '26';
export const inputMinWidth = '100px';
export const scrollbarHeight = '10px';
export const scrollbarSliderActiveBackground = background('scrollbarSlider-activeBackground', '#bfbfbf66');
export const scrollbarSliderBackground = background('scrollbarSlider-background', '#79797966');
export const scrollbarSliderHoverBackground = background('scrollbarSlider-hoverBackground', '#646464b3');
export const scrollbarWidth = '10px';
export const typeRampBaseFontSize = themed('font-size', '13px');
export const typeRampBaseLineHeight = 'normal';
