import { cliDataSource } from './src/database/data-source.js';

export default cliDataSource();
