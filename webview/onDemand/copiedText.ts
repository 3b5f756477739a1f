import { copiedText } from '../markdown/render/copiedText';
import { provide } from '../markdown/parts';

provide('copiedText', copiedText);
