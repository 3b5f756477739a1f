import { copiedText } from '../markdown/copiedText';
import { provide } from '../markdown/parts';

provide('copiedText', copiedText);
