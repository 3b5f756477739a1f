export { codesOf } from '../markdown/codes';
export { imagesOf, linksOf } from '../markdown/links';
