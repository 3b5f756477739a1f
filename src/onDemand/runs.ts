export { RunPage } from '../host/runs/runPage';
