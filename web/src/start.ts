// The first script, and a small one: it asks for what the page will need, and then for the page.
import { askEarly } from './api/early.js';
import './style.css';
import { catalogueOf, chosenLanguage } from './views/catalogues.js';

askEarly();
void catalogueOf(chosenLanguage());
void import('./main.js');
